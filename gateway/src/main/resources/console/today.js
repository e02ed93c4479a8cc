import { h, icon, show, announce } from './dom.js';
import { when } from './times.js';
import { kind } from './words.js';

const CALM_ROWS = 8;
const RANK = { urgent: 0, warning: 1, info: 2 };
const DATE = new Intl.DateTimeFormat(undefined, { weekday: 'long', month: 'long', day: 'numeric' });

/** What moved and waits for somebody to look: urgent first, by case. Gives what to do on leaving. */
export function today(main, feed, me) {
  const sent = new Set();
  let allNews = false;
  const head = h('div.headline');
  const body = h('div.stack');
  show(main, h('div.page', null, head, body));

  const acknowledge = (alerts, note) => {
    for (const alert of alerts) {
      if (!feed.acknowledge(alert.alert, note)) {
        announce('Not connected. Try again once it is live.');
        break;
      }
      sent.add(alert.alert);
    }
    draw();
  };

  const draw = () => {
    const writing = main.querySelector('textarea');
    if (writing && writing.value && document.activeElement === writing) return;
    const focused = document.activeElement?.dataset?.key;
    const openBefore = new Set([...main.querySelectorAll('details[open]')].map((one) => one.dataset.key));
    const waiting = feed.waiting;
    const news = feed.open.filter((alert) => !alert.ackRequired);
    const done = [...feed.alerts.values()].filter((alert) => alert.acknowledgedAt && alert.by);
    show(head, h('div', null, h('h1', null, 'Today'), h('p.soft', null, DATE.format(new Date()))), summary(waiting));
    show(body, banner(feed), feed.state === 'connecting' ? skeleton() : [
      waiting.length ? section('Needs you', groups(waiting).map((group) => caseCard(group, feed, sent, acknowledge))) : calm(news.length),
      news.length ? newsSection(news, allNews, () => { allNews = true; draw(); }, feed, sent, acknowledge) : null,
      done.length ? doneCard(done, me) : null,
    ]);
    for (const one of main.querySelectorAll('details')) one.open = openBefore.has(one.dataset.key);
    if (focused) main.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  };
  const refused = (event) => {
    sent.clear();
    announce(event.detail.detail);
    draw();
  };
  feed.addEventListener('change', draw);
  feed.addEventListener('refused', refused);
  draw();
  return () => {
    feed.removeEventListener('change', draw);
    feed.removeEventListener('refused', refused);
  };
}

function summary(waiting) {
  if (!waiting.length) return null;
  const urgent = waiting.filter((alert) => alert.severity === 'urgent').length;
  const cases = new Set(waiting.map((alert) => alert.case)).size;
  return h('dl.figures', null,
    figure(urgent, 'urgent', urgent ? 'urgent' : ''), figure(waiting.length, 'to acknowledge'), figure(cases, cases === 1 ? 'case' : 'cases'));
}

const figure = (value, label, tone = '') => h(`div${tone ? `.${tone}` : ''}`, null, h('dd', null, value), h('dt', null, label));

function banner(feed) {
  if (feed.state === 'live' || feed.state === 'connecting') return null;
  const words = feed.state === 'distrusted'
    ? 'What answers here could not show that it is the gateway, or changed what it said. Nothing of it is shown; it is tried again. Tell your administrator if this stays.'
    : feed.state === 'offline'
    ? 'You are offline. What you see may be old; it catches up by itself when you are back.'
    : 'The connection was lost. Reconnecting; nothing is missed meanwhile.';
  return h('p.banner', null, words);
}

const skeleton = () => h('div.stack', { 'aria-label': 'Loading', role: 'status' }, [0, 1, 2].map(() => h('div.card.ghost')));

function calm(news) {
  return h('div.empty', null, h('span.bigicon', null, icon('check')), h('h2', null, 'Nothing waits for you'),
    h('p', null, news ? 'Everything that needs somebody is acknowledged.' : 'When something moves on one of your cases, it shows here at once.'));
}

const section = (title, cards) => h('section', null, h('h2.over', null, title), h('div.stack', null, cards));

function groups(alerts) {
  const byCase = new Map();
  for (const alert of alerts) byCase.set(alert.case, [...(byCase.get(alert.case) || []), alert]);
  const newest = (list) => list.reduce((top, alert) => (alert.at > top ? alert.at : top), '');
  return [...byCase.values()]
    .map((list) => list.sort((a, b) => RANK[a.severity] - RANK[b.severity] || b.at.localeCompare(a.at)))
    .sort((a, b) => RANK[a[0].severity] - RANK[b[0].severity] || newest(b).localeCompare(newest(a)));
}

const caseLink = (ref) => {
  const [program, code] = ref.split('/');
  return h('a.caselink', { href: `#/case/${ref}` }, h('strong', null, code), h('span.soft', null, program));
};

function caseCard(list, feed, sent, acknowledge) {
  return h('article.card', { 'data-tone': list[0].severity, 'aria-label': `Case ${list[0].case}` },
    h('header', null, caseLink(list[0].case)),
    h('ul.rows', null, list.map((alert) => row(alert, feed, sent, acknowledge))));
}

function row(alert, feed, sent, acknowledge) {
  const waits = sent.has(alert.alert);
  const noteId = `note-${alert.alert}`;
  const note = h('textarea', { id: noteId, rows: 2, maxlength: 2000 });
  const form = h('form.note', { hidden: true, onsubmit: (event) => { event.preventDefault(); const text = note.value.trim(); note.value = ''; acknowledge([alert], text); } },
    h('label', { for: noteId }, 'Note for the record'), note, h('button.primary', { type: 'submit' }, 'Acknowledge with note'));
  const more = h('button.quiet', { 'aria-expanded': 'false', 'data-key': `n${alert.alert}`, disabled: waits, onclick: () => { form.hidden = !form.hidden; more.setAttribute('aria-expanded', String(!form.hidden)); note.focus(); } }, 'Add note');
  return h('li.alert', null,
    h('div.said', null,
      h('p.meta', null, h('span.tag', { 'data-tone': alert.severity }, alert.severity === 'urgent' ? 'Urgent' : kind(alert.kind)), when(alert.at, 'relative')),
      h('h3', null, alert.title), alert.detail ? h('p.detail', null, alert.detail) : null),
    h('div.acts', null,
      h('button.primary', { 'data-key': `a${alert.alert}`, disabled: waits || feed.state !== 'live', onclick: () => acknowledge([alert]) }, waits ? 'Acknowledging…' : 'Acknowledge'), more),
    form);
}

/** What is only to be known, a case a row: one look and one click, however much moved on it; few rows until more are asked for. */
function newsSection(news, all, showAll, feed, sent, acknowledge) {
  const cases = groups(news).map((list) => list.sort((a, b) => b.at.localeCompare(a.at)));
  const shown = all ? cases : cases.slice(0, CALM_ROWS);
  return h('section', null,
    h('div.sectionhead', null, h('h2.over', null, 'Good to know'),
      cases.length > 1 ? h('button.quiet', { 'data-key': 'gotall', disabled: feed.state !== 'live' || news.every((alert) => sent.has(alert.alert)), onclick: () => acknowledge(news) }, `Got it, all ${cases.length} cases`) : null),
    h('div.card', null, h('ul.rows', null, shown.map((list) => newsOf(list, feed, sent, acknowledge)),
      shown.length < cases.length ? h('li', null, h('button.quiet', { 'data-key': 'morenews', onclick: showAll }, `Show ${cases.length - shown.length} more cases`)) : null)));
}

function newsOf([newest, ...older], feed, sent, acknowledge) {
  const all = [newest, ...older];
  return h('li.news', null,
    h('div.said', null, h('p.meta', null, caseLink(newest.case)), piece(newest),
      older.length ? h('details.earlier', { 'data-key': `e${newest.case}` }, h('summary', null, `${older.length} earlier`), older.map(piece)) : null),
    h('button.quiet', { 'data-key': `a${newest.case}`, disabled: all.every((alert) => sent.has(alert.alert)) || feed.state !== 'live', onclick: () => acknowledge(all), 'aria-label': `Got it: ${all.length} about ${newest.case}` }, 'Got it'));
}

const piece = (alert) => h('div.piece', null, h('p', null, h('strong', null, alert.title), ' ', h('span.soft.small', null, when(alert.at, 'relative'))), alert.detail ? h('p.detail', null, alert.detail) : null);

function doneCard(done, me) {
  const rows = done.sort((a, b) => b.acknowledgedAt.localeCompare(a.acknowledgedAt)).map((alert) => h('li.news', null,
    h('div.said', null, h('p', null, alert.title), h('p.meta', null, caseLink(alert.case), h('span', null, `acknowledged by ${alert.by === me.user ? 'you' : alert.by}`), when(alert.acknowledgedAt, 'relative')))));
  return h('details.done', { 'data-key': 'done' }, h('summary', null, `Acknowledged since you opened this page (${done.length})`), h('div.card', null, h('ul.rows', null, rows)));
}

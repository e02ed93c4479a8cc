import { h } from '../lib/dom.js';
import { when, plainly } from '../lib/times.js';
import { kind, person } from '../lib/words.js';
import { groups } from './groups.js';

const CALM_ROWS = 8;

const caseLink = (ref) => {
  const [program, code] = ref.split('/');
  return h('a.caselink', { href: `#/case/${ref}` }, h('strong', null, code), h('span.soft', null, program));
};

export const needsYou = (waiting, page) => h('section', { 'data-key': 'needs' }, h('h2.over', null, 'Needs you'),
  h('div.stack', null, groups(waiting).map((list) => card(list, page))));

function card(list, page) {
  return h('article.card', { 'data-key': list[0].case, 'data-tone': list[0].severity, 'aria-label': `Case ${list[0].case}` },
    h('header', null, caseLink(list[0].case)),
    h('ul.rows', null, list.map((alert) => row(alert, page))));
}

/** What it says, its times on the reader's own clock. */
const detail = (alert) => (alert.detail ? h('p.detail', null, alert.parts?.map(({ text, at }) => (at ? when(at) : text)) || alert.detail) : null);

const fresh = (alert, page) => (page.desk.isNew(alert) ? h('span.tag', { 'data-tone': 'new' }, 'New') : null);

function row(alert, page) {
  const waits = page.isSent(alert);
  return h('li.alert', { 'data-key': alert.alert, 'data-walk': alert.alert, tabindex: '-1' },
    h('div.said', null,
      h('p.meta', null, h('span.tag', { 'data-tone': alert.severity }, alert.severity === 'urgent' ? 'Urgent' : kind(alert.kind)), fresh(alert, page), when(alert.at, 'relative')),
      h('h3', null, alert.title), detail(alert)),
    h('div.acts', null,
      h('button.primary', { disabled: waits || !page.live, onclick: () => page.acknowledge([alert]) }, waits ? 'Acknowledging…' : 'Acknowledge'),
      h('button.quiet', { disabled: waits, 'aria-label': `Snooze: ${alert.title}`, onclick: () => page.snooze(alert) }, 'Snooze'),
      h('button.quiet', { 'aria-expanded': String(page.noting === alert.alert), disabled: waits, onclick: () => page.note(alert) }, 'Add note')),
    page.noting === alert.alert ? noteForm(alert, page) : null);
}

function noteForm(alert, page) {
  const id = `note-${alert.alert}`;
  return h('form.note', { 'data-key': 'note', onsubmit: (event) => {
    event.preventDefault();
    page.acknowledge([alert], event.currentTarget.querySelector('textarea').value.trim());
  } }, h('label', { for: id }, 'Note for the record'), h('textarea', { id, rows: 2, maxlength: 2000 }), h('button.primary', { type: 'submit', disabled: !page.live }, 'Acknowledge with note'));
}

/** What waits until a time that its reader set. */
export function putAside(alerts, page) {
  if (!alerts.length) return null;
  const rows = alerts.sort((a, b) => page.desk.until(a).localeCompare(page.desk.until(b))).map((alert) => h('li.news', { 'data-key': alert.alert },
    h('div.said', null, h('p', null, h('strong', null, alert.title)), h('p.meta', null, caseLink(alert.case), h('span', null, 'until ', when(page.desk.until(alert))))),
    h('button.quiet', { 'aria-label': `Bring back: ${alert.title}`, onclick: () => page.wake(alert) }, 'Bring back')));
  return h('details.done', { 'data-key': 'aside' }, h('summary', null, `Put aside (${alerts.length})`), h('div.card', null, h('ul.rows', null, rows)));
}

/** What is only to be known, a case a row: one look and one click, however much moved on it; few rows until more are asked for. */
export function goodToKnow(news, page) {
  if (!news.length) return null;
  const byCase = groups(news).map((list) => list.sort((a, b) => b.at.localeCompare(a.at)));
  const shown = page.allNews ? byCase : byCase.slice(0, CALM_ROWS);
  const more = byCase.length - shown.length;
  return h('section', { 'data-key': 'know' },
    h('div.sectionhead', null, h('h2.over', null, 'Good to know'),
      byCase.length > 1 ? h('button.quiet', { disabled: !page.live, onclick: () => page.clear(news) }, `Got it, all ${byCase.length} cases`) : null),
    h('div.card', null, h('ul.rows', null, shown.map((list) => newsOf(list, page)),
      more ? h('li', { 'data-key': 'more' }, h('button.quiet', { onclick: () => { page.allNews = true; page.paint(); } }, `Show ${more} more cases`)) : null)));
}

function newsOf([newest, ...older], page) {
  const all = [newest, ...older];
  return h('li.news', { 'data-key': newest.case, 'data-walk': newest.case, tabindex: '-1' },
    h('div.said', null, h('p.meta', null, caseLink(newest.case), fresh(newest, page)), piece(newest),
      older.length ? h('details.earlier', null, h('summary', null, `${older.length} earlier`), older.map(piece)) : null),
    h('button.quiet', { disabled: !page.live, onclick: () => page.acknowledge(all), 'aria-label': `Got it: ${all.length} about ${newest.case}` }, 'Got it'));
}

const piece = (alert) => h('div.piece', { 'data-key': alert.alert }, h('p', null, h('strong', null, alert.title), ' ', h('span.soft.small', null, when(alert.at, 'relative'))),
  detail(alert));

export function done(alerts, me) {
  if (!alerts.length) return null;
  const rows = alerts.sort((a, b) => b.acknowledgedAt.localeCompare(a.acknowledgedAt)).map((alert) => h('li.news', { 'data-key': alert.alert },
    h('div.said', null, h('p', null, alert.title), h('p.meta', null, caseLink(alert.case), h('span', null, `acknowledged by ${alert.by === me.user ? 'you' : person(alert.by)}`), plainly(alert.acknowledgedAt)))));
  return h('details.done', { 'data-key': 'done' }, h('summary', null, `Acknowledged since you opened this page (${alerts.length})`), h('div.card', null, h('ul.rows', null, rows)));
}

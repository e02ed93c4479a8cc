import { h, show } from '../lib/dom.js';
import { icon } from '../lib/icons.js';
import { get, casePath } from '../lib/api.js';
import { when, length } from '../lib/times.js';
import * as words from '../lib/words.js';

/** One case: how it stands, whose turn it is, and all that happened, with who was told what, and why. */
export function caseView(main, ref, feed) {
  const [program, code] = ref.split('/');
  const body = h('div');
  show(main, h('div.page', null, h('a.back', { href: '#/cases' }, icon('back'), 'Cases'), body));
  let gone = false;
  let first = true;

  const load = async () => {
    if (first) show(body, heading(program, code, null), h('div.card.ghost.tall', { role: 'status', 'aria-label': 'Loading' }));
    try {
      const timeline = await get(`${casePath(ref)}/timeline`);
      if (gone) return;
      const openBefore = new Set([...body.querySelectorAll('details[open]')].map((one) => one.dataset.key));
      show(body, heading(program, code, timeline), progress(timeline), h('div.columns', null, history(timeline), aside(timeline)));
      for (const one of body.querySelectorAll('details')) if (openBefore.has(one.dataset.key)) one.open = true;
      first = false;
    } catch (refused) {
      if (gone || !first) return;
      show(body, h('div.empty', null, h('h1', null, refused.status === 404 ? 'No such case' : 'The case did not load'),
        h('p', null, refused.status === 404 ? 'It does not exist, or you do not manage it.' : refused.message),
        refused.status === 404 ? h('a.button', { href: '#/cases' }, 'All cases') : h('button.primary', { onclick: load }, 'Try again')));
    }
  };
  const moved = (event) => event.detail.case === ref && load();
  feed?.addEventListener('arrived', moved);
  load();
  return () => {
    gone = true;
    feed?.removeEventListener('arrived', moved);
  };
}

function heading(program, code, timeline) {
  return h('div.headline', null, h('div', null, h('h1', null, code, timeline ? h('span.status', { 'data-status': timeline.status }, words.status(timeline.status)) : null),
    h('p.soft', null, program, timeline?.enrolledAt ? [' · enrolled ', when(timeline.enrolledAt)] : null)));
}

function progress(timeline) {
  const stages = words.stages().filter((name) => name !== 'closed' || timeline.stage === 'closed');
  const at = stages.indexOf(timeline.stage);
  return h('div.card.standing', null,
    h('ol.stages', { 'aria-label': 'Stages' }, stages.map((name, n) => h('li', { 'data-at': n < at ? 'past' : n === at ? 'now' : 'ahead', 'aria-current': n === at ? 'step' : null }, words.stage(name)))),
    nextMove(timeline));
}

function nextMove(timeline) {
  const on = timeline.waitingOn;
  if (!on) return h('p.next', null, h('span.soft', null, timeline.status === 'closed' ? 'This case is closed.' : 'Nobody is waited for.'));
  const over = new Date(on.expectedBy) < new Date();
  return h('div.next', { 'data-late': over ? 'yes' : null },
    h('div', null, h('span.over', null, 'Next move'), h('strong', null, on.partner ? words.partner(on.partner) : words.role(on.role)), on.partner ? h('span.soft', null, words.role(on.role)) : null),
    h('div', null, h('span.over', null, over ? 'Was expected' : 'Expected'), h(`strong${over ? '.late' : ''}`, null, when(on.expectedBy, 'relative')), h('span.soft', null, when(on.expectedBy))),
    h('div', null, h('span.over', null, 'Waiting since'), h('strong', null, when(on.since, 'relative')), on.milestones?.length ? h('span.soft', null, 'for ', on.milestones.map(words.milestone).join(' or ')) : null));
}

function history(timeline) {
  const newestFirst = [...timeline.milestones].reverse();
  return h('section.history', null, h('h2.over', null, 'What happened'),
    newestFirst.length ? h('ol.timeline', null, newestFirst.map((one) => moment(one, timeline)))
      : h('div.empty', null, h('h3', null, 'No milestones yet'), h('p', null, 'The first report of a partner shows here.')));
}

function moment(one, timeline) {
  const replaced = Boolean(one.replacedBy);
  return h('li.moment', { 'data-replaced': replaced ? 'yes' : null },
    h('h3', null, replaced ? h('s', null, words.milestone(one.type)) : words.milestone(one.type)),
    h('p.meta', null, when(one.time), h('span', null, `from ${words.partner(one.partner)}`),
      one.reason ? h('span.tag', null, one.reason.replace(/-/g, ' ')) : null,
      replaced ? h('span.tag', null, 'corrected later') : null, one.corrects ? h('span.tag', null, 'correction') : null),
    one.note ? h('blockquote', null, one.note) : null,
    one.attributes ? h('dl.pairs', null, Object.entries(one.attributes).map(([key, value]) => h('div', null, h('dt', null, key), h('dd', null, value)))) : null,
    one.tasks.map(task), one.messages.length ? messages(one, timeline.people) : null);
}

const CLOSED = ['completed', 'rejected', 'cancelled'];

function task(one) {
  const open = !CLOSED.includes(one.status);
  const over = open && new Date(one.dueAt) < new Date();
  const answered = one.acknowledgedAt ? (new Date(one.acknowledgedAt) - new Date(one.deliveredAt || one.requestedAt)) / 1000 : null;
  return h('div.task', { 'data-state': over ? 'late' : open ? 'open' : one.status },
    icon('task'), h('div', null,
      h('p', null, h('strong', null, words.action(one.action))),
      h('p.meta', null, h('span', null, words.partner(one.owner)), h('span.tag', { 'data-tone': over ? 'urgent' : null }, over ? 'Overdue' : words.taskStatus(one.status)),
        open ? h('span', null, over ? 'was due ' : 'due ', when(one.dueAt, 'relative')) : null,
        one.completedAt ? h('span', null, 'done ', when(one.completedAt)) : null,
        answered !== null ? h('span', null, `answered in ${length(answered)}`) : open ? h('span', null, 'not answered yet') : null,
        one.heldSeconds ? h('span', null, `on hold ${length(one.heldSeconds)}`) : null)));
}

const STATES = { due: 'Waiting to go', delivered: 'Sent', kept: 'In the inbox', 'left-out': 'Not sent', dead: 'Failed' };

function messages(one, people) {
  const many = (state) => one.messages.filter((message) => message.state === state).length;
  const parts = [[many('delivered') + many('kept'), 'told'], [many('due'), 'waiting'], [many('left-out'), 'not sent'], [many('dead'), 'failed']];
  const text = parts.filter(([n]) => n).map(([n, label]) => `${n} ${label}`).join(', ');
  return h('details.messages', { 'data-key': one.milestone }, h('summary', null, one.messages.length === 1 ? '1 message' : `${one.messages.length} messages`, h('span.soft.summary-text', null, ` · ${text}`)),
    h('ul.rows', null, one.messages.map((message) => h('li.message', { 'data-state': message.state },
      icon(words.channelIcon(message.channel)),
      h('div', null, h('p', null, h('strong', null, words.recipient(message.recipient, people)), h('span.soft', null, ` ${words.purpose(message.purpose)} by ${words.channel(message.channel)}`)),
        h('p.meta', null, h('span.tag', { 'data-tone': message.state === 'dead' ? 'urgent' : null }, message.acknowledgedAt ? 'Acknowledged' : STATES[message.state] || message.state),
          when(message.acknowledgedAt || message.sentAt || message.madeAt), why(message)))))));
}

const why = (message) => (['sent', 'due'].includes(message.reason) ? null : h('span', null, message.why));

function aside(timeline) {
  const people = timeline.people || [];
  return h('aside', null,
    people.length ? box('People', people.map((person) => h('li', null, h('strong', null, person.name), h('span.soft', null, `${person.relation}${person.relation === 'caregiver' && !person.authorized ? ', not authorized' : ''} · ${words.language(person.language)}${person.timeZone ? ` · ${person.timeZone.replace(/_/g, ' ')}` : ''}`),
      person.sms ? contact('sms', person.sms.number, person.sms.consent) : null, person.email ? contact('mail', person.email.address, person.email.consent) : null))) : null,
    timeline.partners ? box('Partners', timeline.partners.map((one) => h('li', null, h('strong', null, words.partner(one.id)), h('span.soft', null, words.role(one.role))))) : null,
    timeline.managers?.length ? box('Managers', timeline.managers.map((name) => h('li', null, h('strong', null, name)))) : null);
}

const contact = (name, text, consent) => h('span.contact', null, icon(name), h('span', null, text), consent ? null : h('span.tag', null, 'no consent'));

const box = (title, items) => h('section.card.box', null, h('h2.over', null, title), h('ul', null, items));

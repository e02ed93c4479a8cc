import { h } from '../lib/dom.js';
import { icon } from '../lib/icons.js';
import { when } from '../lib/times.js';
import { empty } from '../lib/states.js';
import * as words from '../lib/words.js';
import { task } from './task.js';
import { why } from './why.js';

/** The same as the picture, in words: what happened, the newest first. */
export function history(timeline, page) {
  const newestFirst = [...timeline.milestones].reverse();
  return h('section.history', { 'data-key': 'history', id: 'history' }, h('h2.over', null, 'What happened'),
    newestFirst.length ? h('ol.timeline', null, newestFirst.map((one) => moment(one, timeline, page)))
      : empty(null, 'No milestones yet', 'The first report of a partner shows here.'));
}

function moment(one, timeline, page) {
  const replaced = Boolean(one.replacedBy);
  return h('li.moment', { 'data-key': one.milestone, id: `m-${one.milestone}`, 'data-replaced': replaced ? 'yes' : null },
    h('h3', null, replaced ? h('s', null, words.milestone(one.type)) : words.milestone(one.type)),
    h('p.meta', null, when(one.time), h('span', null, `from ${words.partner(one.partner)}`),
      one.reason ? h('span.tag', null, one.reason.replace(/-/g, ' ')) : null,
      replaced ? h('span.tag', null, 'corrected later') : null, one.corrects ? h('span.tag', null, 'correction') : null),
    one.note ? h('blockquote', null, one.note) : null,
    one.attributes ? h('dl.pairs', null, Object.entries(one.attributes).map(([key, value]) => h('div', null, h('dt', null, key), h('dd', null, value)))) : null,
    one.tasks.map(task), one.messages.length ? told(one.messages, one.milestone, timeline.people, page) : null);
}

const STATES = { due: 'Waiting to go', delivered: 'Sent', kept: 'In the inbox', 'left-out': 'Not sent', dead: 'Failed' };

/** Who was told, and who not; each can be asked why. */
export function told(messages, key, people, page) {
  const many = (...states) => messages.filter((message) => states.includes(message.state)).length;
  const parts = [[many('delivered', 'kept'), 'told'], [many('due'), 'waiting'], [many('left-out'), 'not sent'], [many('dead'), 'failed']];
  const text = parts.filter(([n]) => n).map(([n, label]) => `${n} ${label}`).join(', ');
  return h('details.messages', { 'data-key': `told-${key}` }, h('summary', null, messages.length === 1 ? '1 message' : `${messages.length} messages`, h('span.soft.summary-text', null, ` · ${text}`)),
    h('ul.rows', null, messages.map((message) => h('li.message', { 'data-key': message.notification, 'data-state': message.state },
      icon(words.channelIcon(message.channel)),
      h('div', null, h('p', null, h('strong', null, words.recipient(message.recipient, people)), h('span.soft', null, ` ${words.purpose(message.purpose)} by ${words.channel(message.channel)}`)),
        h('p.meta', null, h('span.tag', { 'data-tone': message.state === 'dead' ? 'urgent' : null }, message.acknowledgedAt ? 'Acknowledged' : STATES[message.state] || message.state),
          when(message.acknowledgedAt || message.sentAt || message.madeAt), ['sent', 'due'].includes(message.reason) ? null : h('span', null, message.why))),
      page.manages ? h('button.quiet', { 'aria-label': `Why: ${words.recipient(message.recipient, people)} by ${words.channel(message.channel)}`, onclick: () => why(message, page) }, 'Why?') : null))));
}

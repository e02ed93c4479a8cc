import { h } from '../lib/dom.js';
import { icon } from '../lib/icons.js';
import { when } from '../lib/times.js';
import * as words from '../lib/words.js';
import { reply } from './ask.js';
import { isOpen, task } from './task.js';
import { told } from './history.js';

/** What was asked and said between those on the case, the oldest first. */
export function thread(page) {
  const { messages } = page;
  const byId = new Map(messages.map((one) => [one.message, one]));
  return h('section.thread', { 'data-key': 'thread' }, h('h2.over', null, 'Conversation'),
    messages.length ? h('div.card', null, h('ol.rows', null, messages.map((one) => said(one, byId, page))))
      : h('p.soft', null, page.manages ? 'Nothing was asked or said yet. What you ask of a partner has a clock, like any request.' : 'Nothing was asked or said yet.'));
}

const isNote = (one) => one.from === 'managers' && one.to.length === 1 && one.to[0] === 'managers';

function said(one, byId, page) {
  const before = byId.get(one.inReplyTo);
  const mine = page.me.partner;
  const asksMe = mine && one.tasks.some((task) => task.owner === mine && isOpen(task));
  const from = one.by?.startsWith('contact/') ? `${words.recipient(one.by)}, by mail` : one.by ? `${words.person(one.by)}${one.from === 'managers' ? '' : `, ${words.sender(one.from)}`}` : words.sender(one.from);
  return h('li.said', { 'data-key': one.message, id: `say-${one.message}`, 'data-note': isNote(one) ? 'yes' : null },
    h('p.meta', null, icon(isNote(one) ? 'note' : one.answerBy ? 'ask' : 'sms'), h('strong', null, from),
      isNote(one) ? h('span.tag', null, 'Note') : h('span', null, 'to ', one.to.map(words.sender).join(', ')), when(one.postedAt)),
    before ? h('p.quoted', null, `${words.sender(before.from)}: ${before.text?.slice(0, 120) || ''}`) : null,
    h('p.text', null, one.text ?? 'This was forgotten with its case.'),
    one.answerBy && !one.tasks.length ? h('p.meta', null, 'answer by ', when(one.answerBy)) : null,
    one.tasks.map(task),
    one.told?.length && !isNote(one) ? told(one.told, one.message, page.timeline.people, page) : null,
    isNote(one) ? null : h('div.acts', null, h(asksMe ? 'button.primary' : 'button.quiet', { onclick: () => reply(one, page) }, asksMe ? 'Answer' : 'Reply')));
}

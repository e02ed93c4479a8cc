import { h } from '../lib/dom.js';
import { icon } from '../lib/icons.js';
import { when, length } from '../lib/times.js';
import * as words from '../lib/words.js';

const CLOSED = ['completed', 'rejected', 'cancelled'];

export const isOpen = (task) => !CLOSED.includes(task.status);
const isLate = (task) => isOpen(task) && task.status !== 'on-hold' && new Date(task.dueAt) < new Date();

/** What a partner is asked, with its clock and its answer. */
export function task(one) {
  const open = isOpen(one);
  const over = isLate(one);
  const answered = one.acknowledgedAt ? (new Date(one.acknowledgedAt) - new Date(one.deliveredAt || one.requestedAt)) / 1000 : null;
  return h('div.task', { 'data-key': one.task, 'data-state': over ? 'late' : open ? 'open' : one.status },
    icon('task'), h('div', null,
      h('p', null, h('strong', null, words.action(one.action))),
      h('p.meta', null, h('span', null, words.partner(one.owner)), h('span.tag', { 'data-tone': over ? 'urgent' : null }, over ? 'Overdue' : words.taskStatus(one.status)),
        open ? h('span', null, over ? 'was due ' : 'due ', when(one.dueAt, 'relative')) : null,
        one.completedAt ? h('span', null, 'done ', when(one.completedAt)) : null,
        answered !== null ? h('span', null, `answered in ${length(Math.max(0, answered))}`) : open ? h('span', null, 'not answered yet') : null,
        one.heldSeconds ? h('span', null, `on hold ${length(one.heldSeconds)}`) : null),
      one.reason ? h('p.quoted', null, one.reason) : null));
}

import { h } from '../lib/dom.js';
import { call } from '../lib/api.js';
import { dialog, form, labelled } from '../lib/dialog.js';
import { toast, failed } from '../lib/toast.js';
import { when } from '../lib/times.js';
import { isOpen } from '../case/task.js';
import { acknowledgedAt } from './pages.js';
import * as words from '../lib/words.js';

const NEXT = {
  accepted: ['Accept', 'Accepted.'], 'in-progress': ['In progress', 'Marked as in progress.'], completed: ['Done', 'Marked as done.'],
  'on-hold': ['On hold…', 'Put on hold: its clock stands.'], rejected: ['Decline…', 'Declined.'],
};
const REASONED = ['on-hold', 'rejected'];

/** One notification: who asks what of whom until when, and every way to answer it. */
export function entry(one, me, again) {
  const { task } = one;
  const open = task && isOpen(task);
  const over = open && new Date(task.dueAt) < new Date();
  return h('article.card.entry', { 'data-key': one.notification, 'data-walk': one.notification, tabindex: '-1', 'data-tone': over ? 'urgent' : null, 'aria-label': `${title(one)}, ${one.case}` },
    h('div.said', null,
      h('p.meta', null, h('span.tag', { 'data-tone': over ? 'urgent' : open ? 'info' : null }, over ? 'Overdue' : task ? words.taskStatus(task.status) : 'News'),
        h('a.caselink', { href: `#/case/${one.case}` }, h('strong', null, one.case.split('/')[1]), h('span.soft', null, one.case.split('/')[0])),
        open ? h('span', null, over ? 'was due ' : 'due ', when(task.dueAt, 'relative')) : null),
      h('h2', null, title(one)),
      said(one)),
    answers(one, me, again, open));
}

const title = (one) => (one.task ? words.action(one.task.action) : one.milestone ? words.milestone(one.milestone.type) : 'Message');

function said(one) {
  const text = one.message?.text || one.milestone?.note;
  const from = one.message ? words.sender(one.message.from) : one.milestone ? words.partner(one.milestone.partner) : null;
  return [
    h('p.meta', null, from ? h('span', null, `from ${from}`) : null, one.task && one.milestone ? h('span', null, words.milestone(one.milestone.type)) : null, when(one.time || one.milestone?.time, 'relative'),
      one.milestone?.reason ? h('span.tag', null, one.milestone.reason.replace(/-/g, ' ')) : null),
    text ? h('blockquote', null, text) : null,
  ];
}

function answers(one, me, again, open) {
  const done = async (promise, words) => {
    try {
      await promise;
      toast(words);
      await again();
    } catch (refused) {
      failed(refused);
    }
  };
  const acknowledged = acknowledgedAt(one);
  return h('div.acts', null,
    acknowledged ? h('span.soft.small', null, 'acknowledged ', when(acknowledged, 'relative')) : h('button.primary', { 'data-does': 'acknowledge', onclick: () => done(call('POST', `/v1/notifications/${one.notification}/acknowledgment`, { by: me.user }), 'Acknowledged.') }, 'Acknowledge'),
    open && one.message ? h('a.button', { href: `#/case/${one.case}?answer=${one.message.message}` }, 'Answer') : null,
    open ? steps(one.task).map((status) => h('button.quiet', { onclick: () => (REASONED.includes(status) ? reasoned(one.task, status, again) : done(move(one.task, status), NEXT[status][1])) }, NEXT[status][0])) : null);
}

const move = (task, status, reason) => call('POST', `/v1/tasks/${task.task}/status`, reason ? { status, reason } : { status });

const ORDER = ['requested', 'received', 'accepted', 'in-progress', 'completed'];

/** The statuses that it can go on to (wire contract, section 5); a message is done by its answer. */
function steps({ status, action }) {
  const ahead = status === 'on-hold' ? ['accepted', 'in-progress', 'completed'] : ORDER.slice(ORDER.indexOf(status) + 1).filter((one) => one in NEXT);
  const all = [...ahead.filter((one) => one !== 'accepted'), ...(status === 'on-hold' ? [] : ['on-hold']), 'rejected'];
  return action === 'answer-message' ? all.filter((one) => one !== 'completed') : all;
}

function reasoned(task, status, again) {
  const held = status === 'on-hold';
  dialog(held ? 'Put on hold' : 'Decline', (close) => {
    const why = h('textarea', { rows: 3, maxlength: 2000, required: true });
    return [h('p', null, held ? 'The clock stands until you take it up again. Who manages the case sees the reason.' : 'This ends the request; it cannot be undone. Who manages the case sees the reason.'),
      form(labelled('Reason', why), held ? 'Put on hold' : 'Decline', async () => {
        await move(task, status, why.value.trim());
        close();
        toast(NEXT[status][1]);
        await again();
      })];
  });
}

import { h, update } from '../lib/dom.js';
import { icon } from '../lib/icons.js';
import { get, download } from '../lib/api.js';
import { dialog } from '../lib/dialog.js';
import { failed } from '../lib/toast.js';
import { loading, fault, empty } from '../lib/states.js';
import { when, length } from '../lib/times.js';
import * as words from '../lib/words.js';

const PAGE = 50;

/** The very requests that a figure counts, as of the moment it was computed, so that anybody can check it. */
export function behind(question, measure, which, title) {
  const path = (more) => question.path('/tasks', { groupBy: measure.groupBy, asOf: measure.asOf, ...which, ...more });
  dialog(title, (close) => {
    const place = h('div.stack');
    const state = { tasks: [], next: null };
    const load = async () => {
      if (!state.tasks.length) update(place, loading(2));
      try {
        const page = await get(path({ limit: PAGE, after: state.next || '' }));
        state.tasks.push(...page.tasks);
        state.next = page.next;
        update(place, state.tasks.length ? h('ol.behind', null, state.tasks.map((task) => one(task, close))) : empty(null, 'None', 'This figure counts no request any more.'),
          h('div.actions', null, state.next ? h('button', { onclick: load }, 'More') : null,
            h('button.quiet', { onclick: () => download(path({ limit: 1000 }), 'text/csv', 'waymark-requests.csv').catch(failed) }, icon('download'), 'CSV')));
      } catch (refused) {
        update(place, fault('The requests did not load', refused, load));
      }
    };
    load();
    return place;
  }, { wide: true });
}

function one(task, close) {
  const took = task.answerSeconds === null ? null : length(Math.max(0, task.answerSeconds));
  return h('li', { 'data-key': task.task },
    h('p', null, h('strong', null, words.action(task.action)), h('span.soft', null, ` ${words.partner(task.owner)}`), ' ',
      task.case ? h('a', { href: `#/case/${task.case}`, onclick: () => close() }, task.case.split('/')[1]) : h('span.soft', null, 'a case that you do not manage')),
    h('p.meta', null, h('span.tag', { 'data-tone': task.figures.includes('overdue') ? 'urgent' : null }, task.figures.includes('overdue') ? 'Overdue' : words.taskStatus(task.status)),
      h('span', null, 'asked ', when(task.requestedAt)), task.deliveredAt ? h('span', null, 'delivered ', when(task.deliveredAt)) : h('span', null, 'not delivered'), h('span', null, 'due ', when(task.dueAt)),
      task.acknowledgedAt ? h('span', null, 'answered ', when(task.acknowledgedAt), took ? `, in ${took}` : '') : h('span', null, 'not answered'),
      task.answeredBy === 'on-hold' ? h('span', null, 'by putting it on hold') : null, task.completedAt ? h('span', null, 'done ', when(task.completedAt)) : null));
}

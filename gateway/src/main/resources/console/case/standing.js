import { h } from '../lib/dom.js';
import { when } from '../lib/times.js';
import * as words from '../lib/words.js';

/** Where the case is, and who has the next move until when. */
export function standing(timeline) {
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

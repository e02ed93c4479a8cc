import * as words from '../lib/words.js';
import { isOpen } from './task.js';

const FAMILY = 'family';
const MANAGERS = 'managers';

/**
 * What happened, by who did it: pure. Each lane has its marks (milestones, messages, what people were told) and its bars,
 * the requests with their clocks, packed into as few rows as they fit in.
 */
export function lanes(timeline, messages, now) {
  const all = new Map();
  const lane = (id, name) => {
    if (!all.has(id)) all.set(id, { id, name, marks: [], bars: [] });
    return all.get(id);
  };
  const ofPartner = (id) => lane(id, words.partner(id));
  for (const one of timeline.milestones) {
    ofPartner(one.partner).marks.push({ sort: 'milestone', at: one.time, label: words.milestone(one.type), target: `m-${one.milestone}`, gone: Boolean(one.replacedBy), correction: Boolean(one.corrects) });
    for (const task of one.tasks) ofPartner(task.owner).bars.push(bar(task, `m-${one.milestone}`, now));
    for (const told of one.messages) {
      if (told.recipient.startsWith('person/')) lane(FAMILY, 'Patient, caregivers').marks.push(tell(told, timeline.people, `m-${one.milestone}`));
    }
  }
  for (const one of messages) {
    (one.from === MANAGERS ? lane(MANAGERS, 'Case managers') : ofPartner(one.from)).marks.push({ sort: 'message', at: one.postedAt, label: `${words.sender(one.from)} to ${one.to.map(words.sender).join(', ')}: ${(one.text || '').slice(0, 80)}`, target: `say-${one.message}` });
    for (const task of one.tasks) ofPartner(task.owner).bars.push(bar(task, `say-${one.message}`, now));
  }
  const last = (one) => (one.id === FAMILY ? 2 : one.id === MANAGERS ? 1 : 0);
  return [...all.values()].sort((a, b) => last(a) - last(b)).map((one) => ({ ...one, rows: packed(one.bars) }));
}

function bar(task, target, now) {
  const open = isOpen(task);
  const end = task.completedAt || task.closedAt || (open ? now : task.acknowledgedAt || task.dueAt);
  const late = open && task.status !== 'on-hold' && task.dueAt < now;
  return {
    from: task.requestedAt, until: end, due: task.dueAt, answered: task.acknowledgedAt, target,
    state: late ? 'late' : open ? (task.status === 'on-hold' ? 'held' : 'open') : task.status,
    label: `${words.action(task.action)}: ${late ? 'overdue' : words.taskStatus(task.status).toLowerCase()}`,
  };
}

function tell(told, people, target) {
  return {
    sort: told.state === 'left-out' ? 'untold' : told.acknowledgedAt ? 'read' : 'told', at: told.sentAt || told.madeAt, target,
    label: `${words.recipient(told.recipient, people)}, ${words.channel(told.channel)}: ${told.acknowledgedAt ? 'acknowledged' : told.state === 'left-out' ? 'not sent' : told.state === 'dead' ? 'failed' : 'sent'}`,
  };
}

function packed(bars) {
  const rows = [];
  for (const one of [...bars].sort((a, b) => a.from.localeCompare(b.from))) {
    const row = rows.find((list) => [list.at(-1).until, list.at(-1).due].every((end) => end <= one.from));
    if (row) row.push(one);
    else rows.push([one]);
  }
  return rows;
}

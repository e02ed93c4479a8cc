import { h } from '../lib/dom.js';
import { when, length } from '../lib/times.js';
import { PERCENT } from './question.js';
import { GROUPS, named } from './tools.js';
import { count } from './figures.js';
import { behind } from './tasks.js';

/** A row for each group: the least answered first, weeks from the newest. */
export function table(measure, target, question) {
  const { groupBy } = measure;
  const rows = groupBy === 'week' ? [...measure.rows].reverse() : [...measure.rows].sort((a, b) => (a.responseRate ?? 2) - (b.responseRate ?? 2));
  const heads = [[GROUPS.find(([code]) => code === groupBy)[1]], ['Answered in time'], ['Median', 'n'], ['9 of 10 within', 'n'], ['Running', 'n'], ['Overdue', 'n'], ['Not counted', 'n']];
  return h('div.card', null, h('table.list.board', null,
    h('caption', null, 'As of ', when(measure.asOf), '. The rate counts requests whose time is up; the line in each bar is the target. Any number shows its requests.'),
    h('thead', null, h('tr', null, heads.map(([name, sort]) => h('th', { scope: 'col', 'data-sort': sort }, name)))),
    h('tbody', null, rows.map((row) => line(row, measure, target, question)))));
}

function line(row, measure, target, question) {
  const name = named(measure.groupBy, row.key);
  const shown = (figure, label) => count(row[figure], () => behind(question, measure, { key: row.key, class: figure }, `${name}: ${label}`), `${label}, ${name}`);
  const asides = [[row.answeredByHold, 'answeredByHold', 'by putting on hold'], [row.answeredAtOnce, 'answeredAtOnce', 'within ten seconds']].filter(([n]) => n);
  return h('tr', { 'data-key': row.key },
    h('th', { scope: 'row' }, name),
    h('td.wide', { 'data-label': 'Answered in time' }, bar(row, target, () => behind(question, measure, { key: row.key, class: 'due' }, `${name}: time is up`), name),
      asides.length ? h('span.soft.small', null, asides.map(([, figure, label], n) => [n ? ', ' : '', shown(figure, label), ` ${label}`])) : null),
    cell('Median', length(row.medianSeconds), row.due), cell('9 of 10 within', length(row.p90Seconds), row.due),
    h('td.n', { 'data-label': 'Running' }, shown('pending', 'still running')), h('td.n', { 'data-label': 'Overdue', 'data-late': row.overdue ? 'yes' : null }, shown('overdue', 'overdue')),
    h('td.n', { 'data-label': 'Not counted' }, shown('cancelled', 'cancelled'), row.undeliverable ? [' + ', shown('undeliverable', 'not deliverable')] : null));
}

const cell = (label, value, due) => h('td.n', { 'data-label': label }, value === null ? h('span.soft', { title: due ? 'Not that many were answered' : 'Nothing was due' }, '–') : value);

function bar(row, target, open, name) {
  const rate = row.responseRate;
  const fill = h('i');
  const mark = h('b');
  fill.style.width = `${(rate ?? 0) * 100}%`;
  mark.style.left = `${target.rate * 100}%`;
  const tone = rate === null ? 'none' : rate >= target.rate ? 'good' : rate >= target.rate - 0.15 ? 'fair' : 'poor';
  return h('div.rate', { 'data-tone': tone }, h('strong', null, rate === null ? '–' : PERCENT.format(rate)), h('span.bar', { 'aria-hidden': 'true' }, fill, mark),
    rate === null ? h('span.soft.small', null, 'none due yet')
      : h('button.number.small', { onclick: open, 'aria-label': `${row.acknowledgedWithin} of ${row.due} in time, ${name}: show the requests` }, `${row.acknowledgedWithin} of ${row.due}`));
}

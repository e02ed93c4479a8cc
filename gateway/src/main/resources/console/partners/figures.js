import { h } from '../lib/dom.js';
import { duration } from '../lib/times.js';
import { PERCENT } from './question.js';
import { behind } from './tasks.js';

export const total = (rows, name) => rows.reduce((sum, row) => sum + row[name], 0);

/** All rows together; each figure leads to its tasks. */
export function figures(measure, target, question) {
  const { rows } = measure;
  const due = total(rows, 'due');
  const rate = due ? total(rows, 'acknowledgedWithin') / due : null;
  const figure = (name, label, tone = '') => h(`div${tone ? `.${tone}` : ''}`, { 'data-key': name }, h('dt', null, label),
    h('dd', null, count(name === 'missed' ? due - total(rows, 'acknowledgedWithin') : total(rows, name), () => behind(question, measure, { class: name }, label.charAt(0).toUpperCase() + label.slice(1)), label)));
  return h('dl.figures.card', null,
    h(`div.${rate !== null && rate < target.rate ? 'warning' : 'good'}`, null, h('dt', null, `answered within ${duration(measure.within)}`), h('dd', null, rate === null ? '–' : PERCENT.format(rate))),
    figure('requested', 'requests'), figure('pending', 'still running'), figure('missed', 'not in time', due > total(rows, 'acknowledgedWithin') ? 'warning' : ''), figure('overdue', 'overdue', total(rows, 'overdue') ? 'urgent' : ''));
}

/** A number that shows what it counts. */
export function count(number, open, label) {
  return number ? h('button.number', { onclick: open, 'aria-label': `${number} ${label}: show the requests` }, number) : h('span.soft', null, '0');
}

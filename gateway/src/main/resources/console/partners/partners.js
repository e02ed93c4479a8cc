import { h, show } from '../lib/dom.js';
import { icon } from '../lib/icons.js';
import { get } from '../lib/api.js';
import { when, length, duration } from '../lib/times.js';
import * as words from '../lib/words.js';

const GROUPS = [['partner', 'Partner'], ['action', 'Request'], ['week', 'Week']];
const PERIODS = [['28', 'Last 4 weeks'], ['91', 'Last 13 weeks'], ['', 'All time']];
const DAY = 86_400_000;
const PERCENT = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 });

/** How often, and how fast, partners answer: the measure of the wire contract, as it stands now. */
export function partners(main) {
  const programs = words.programs();
  const state = { program: programs[0]?.id || '', group: 'partner', days: '91', run: 0 };
  const body = h('div.stack');
  const lead = h('p.soft');
  const groups = h('div.chips', { role: 'group', 'aria-label': 'Group by' });
  const select = (label, id, options, change) => h('label.field', { for: id }, h('span', null, label),
    h('select', { id, onchange: (event) => { change(event.target.value); load(); } }, options.map(([value, text]) => h('option', { value, selected: state[id] === value }, text))));
  show(main, h('div.page', null,
    h('div.headline', null, h('div', null, h('h1', null, 'Scoreboard'), lead)),
    h('div.tools', null, groups,
      programs.length > 1 ? select('Program', 'program', programs.map((one) => [one.id, one.id]), (value) => { state.program = value; }) : null,
      select('Asked in', 'days', PERIODS, (value) => { state.days = value; })),
    body));

  const load = async () => {
    const run = ++state.run;
    const target = programs.find((one) => one.id === state.program)?.target || { within: 'PT24H', rate: 0.98 };
    lead.textContent = `Target: ${PERCENT.format(target.rate)} of requests answered within ${duration(target.within)}.`;
    show(groups, GROUPS.map(([code, label]) => h('button.chip', { 'aria-pressed': String(state.group === code), onclick: () => { state.group = code; load(); } }, label)));
    show(body, h('div.card.ghost.tall', { role: 'status', 'aria-label': 'Loading' }));
    const query = new URLSearchParams({ groupBy: state.group, within: target.within });
    if (state.program) query.set('program', state.program);
    if (state.days) query.set('from', new Date(Date.now() - Number(state.days) * DAY).toISOString());
    try {
      const measure = await get(`/v1/responsiveness?${query}`);
      if (run === state.run) show(body, measure.rows.length ? board(measure, state.group, target) : nothing());
    } catch (refused) {
      if (run === state.run) show(body, h('div.empty', null, h('h2', null, 'The figures did not load'), h('p', null, refused.message), h('button.primary', { onclick: load }, 'Try again')));
    }
  };
  load();
  return () => { state.run++; };
}

const nothing = () => h('div.empty', null, h('span.bigicon', null, icon('score')), h('h2', null, 'No requests in this time'), h('p', null, 'Once partners are asked for something, their answers are measured here.'));

const total = (rows, name) => rows.reduce((sum, row) => sum + row[name], 0);

function board(measure, group, target) {
  const rows = group === 'week' ? [...measure.rows].reverse() : [...measure.rows].sort((a, b) => (a.responseRate ?? 2) - (b.responseRate ?? 2));
  const due = total(rows, 'due');
  const rate = due ? total(rows, 'acknowledgedWithin') / due : null;
  return [
    h('dl.figures.card', null,
      figure(rate === null ? '–' : PERCENT.format(rate), `answered within ${duration(measure.within)}`, rate !== null && rate < target.rate ? 'warning' : 'good'),
      figure(total(rows, 'requested'), 'requests'), figure(total(rows, 'pending'), 'still running'),
      figure(total(rows, 'overdue'), 'overdue', total(rows, 'overdue') ? 'urgent' : '')),
    h('div.card', null, h('table.list.board', null,
      h('caption', null, 'As of ', when(measure.asOf), '. The rate counts requests whose time is up; the line in each bar is the target.'),
      h('thead', null, h('tr', null, [[GROUPS.find(([code]) => code === group)[1]], ['Answered in time', 'wide'], ['Median', 'n'], ['9 of 10 within', 'n'], ['Running', 'n'], ['Overdue', 'n'], ['Not counted', 'n']]
        .map(([name, sort]) => h('th', { scope: 'col', 'data-sort': sort }, name)))),
      h('tbody', null, rows.map((row) => line(row, group, target))))),
  ];
}

const figure = (value, label, tone) => h(`div${tone ? `.${tone}` : ''}`, null, h('dt', null, label), h('dd', null, value));

const NAMES = { partner: words.partner, action: words.action, week: (key) => key.replace('-W', ', week ') };

function line(row, group, target) {
  const out = row.cancelled + row.undeliverable;
  const aside = [row.answeredByHold ? `${row.answeredByHold} by putting on hold` : '', row.answeredAtOnce ? `${row.answeredAtOnce} within ten seconds` : ''].filter(Boolean).join(', ');
  return h('tr', null,
    h('th', { scope: 'row' }, NAMES[group](row.key)),
    h('td.wide', { 'data-label': 'Answered in time' }, bar(row, target), aside ? h('span.soft.small', null, aside) : null),
    cell('Median', length(row.medianSeconds), row.due), cell('9 of 10 within', length(row.p90Seconds), row.due),
    cell('Running', row.pending), h('td.n', { 'data-label': 'Overdue' }, h(`span${row.overdue ? '.late' : '.soft'}`, null, row.overdue)),
    h('td.n', { 'data-label': 'Not counted', title: `${row.cancelled} cancelled, ${row.undeliverable} could not be delivered` }, h('span.soft', null, out)));
}

const cell = (label, value, due = 1) => h('td.n', { 'data-label': label }, value === null ? h('span.soft', { title: due ? 'Not that many were answered' : 'Nothing was due' }, '–') : value);

function bar(row, target) {
  const rate = row.responseRate;
  const fill = h('i');
  const mark = h('b');
  fill.style.width = `${(rate ?? 0) * 100}%`;
  mark.style.left = `${target.rate * 100}%`;
  const tone = rate === null ? 'none' : rate >= target.rate ? 'good' : rate >= target.rate - 0.15 ? 'fair' : 'poor';
  return h('div.rate', { 'data-tone': tone }, h('strong', null, rate === null ? '–' : PERCENT.format(rate)),
    h('span.bar', { 'aria-hidden': 'true' }, fill, mark), h('span.soft.small', null, rate === null ? 'none due yet' : `${row.acknowledgedWithin} of ${row.due}`));
}

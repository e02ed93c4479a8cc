import { h, show } from '../lib/dom.js';
import { icon } from '../lib/icons.js';
import { get } from '../lib/api.js';
import { when } from '../lib/times.js';
import * as words from '../lib/words.js';

const RANK = { stalled: 0, 'at-risk': 1, 'on-track': 2, closed: 3 };
const PAGE = 200;

/** All cases that the reader may see: what is stuck first. */
export function cases(main) {
  const state = { list: [], next: null, status: 'all', text: '', busy: true, fault: null };
  const head = h('div.headline', null, h('div', null, h('h1', null, 'Cases'), h('p.soft', null, 'What is stuck stands first.')));
  const search = h('input.search', { type: 'search', placeholder: 'Find a case or a program', 'aria-label': 'Find a case or a program', oninput: (event) => { state.text = event.target.value.trim().toLowerCase(); draw(); } });
  const filters = h('div.chips', { role: 'group', 'aria-label': 'Status' });
  const body = h('div.stack');
  show(main, h('div.page', null, head, h('div.tools', null, search, filters), body));

  const load = async (after) => {
    Object.assign(state, { busy: true, fault: null });
    draw();
    try {
      const page = await get(`/v1/cases?limit=${PAGE}${after ? `&after=${encodeURIComponent(after)}` : ''}`);
      state.list.push(...page.cases);
      state.next = page.next;
    } catch (refused) {
      state.fault = refused;
    }
    state.busy = false;
    draw();
  };

  const draw = () => {
    const found = state.list
      .filter((one) => one.case.toLowerCase().includes(state.text))
      .sort((a, b) => RANK[a.status] - RANK[b.status] || late(a).localeCompare(late(b)) || a.case.localeCompare(b.case));
    const shown = found.filter((one) => state.status === 'all' || one.status === state.status);
    show(filters, ['all', ...Object.keys(RANK)].map((code) => {
      const many = code === 'all' ? found.length : found.filter((one) => one.status === code).length;
      return h('button.chip', { 'aria-pressed': String(state.status === code), 'data-status': code, onclick: () => { state.status = code; draw(); filters.querySelector('[aria-pressed=true]')?.focus(); } },
        code === 'all' ? 'All' : words.status(code), h('span', null, many));
    }));
    show(body,
      shown.length ? h('div.card', null, table(shown)) : null,
      state.fault ? h('div.empty', null, h('h2', null, 'The cases did not load'), h('p', null, state.fault.message), h('button.primary', { onclick: () => load(state.next) }, 'Try again')) : null,
      state.busy ? h('div.card.ghost', { role: 'status', 'aria-label': 'Loading' }) : null,
      !shown.length && !state.busy && !state.fault ? nothing(state) : null,
      state.next && !state.busy && !state.fault ? h('button.wide', { onclick: () => load(state.next) }, 'Load more') : null);
  };
  load(null);
}

const late = (one) => one.waitingOn?.expectedBy || '9';

function nothing(state) {
  return state.list.length
    ? h('div.empty', null, h('h2', null, 'No such case'), h('p', null, 'Nothing matches this search and status.'))
    : h('div.empty', null, h('span.bigicon', null, icon('cases')), h('h2', null, 'No cases yet'), h('p', null, 'A case shows here once a hub enrols it and lists you as its manager.'));
}

function table(list) {
  return h('table.list', null,
    h('thead', null, h('tr', null, ['Case', 'Status', 'Stage', 'Next move', 'Last milestone'].map((name) => h('th', { scope: 'col' }, name)))),
    h('tbody', null, list.map(line)));
}

function line(one) {
  const [program, code] = one.case.split('/');
  return h('tr', null,
    h('th', { scope: 'row' }, h('a.caselink', { href: `#/case/${one.case}` }, h('strong', null, code), h('span.soft', null, program))),
    h('td', null, h('span.status', { 'data-status': one.status }, words.status(one.status))),
    h('td', { 'data-label': 'Stage' }, words.stage(one.stage)),
    h('td', { 'data-label': 'Next move' }, nextMove(one.waitingOn)),
    h('td', { 'data-label': 'Last' }, one.lastMilestone ? [h('span', null, words.milestone(one.lastMilestone.type)), ' ', h('span.soft', null, when(one.lastMilestone.time, 'relative'))] : h('span.soft', null, 'none yet')));
}

function nextMove(on) {
  if (!on) return h('span.soft', null, 'nobody');
  const over = new Date(on.expectedBy) < new Date();
  return [h('span', null, on.partner ? words.partner(on.partner) : words.role(on.role)), ' ', h(`span.${over ? 'late' : 'soft'}`, null, over ? 'was due ' : 'due ', when(on.expectedBy, 'relative'))];
}

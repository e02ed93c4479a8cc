import { h, update } from '../lib/dom.js';
import { failed } from '../lib/toast.js';
import * as words from '../lib/words.js';
import { move, gauge } from './line.js';

const FIRST = 30;
const MORE = 200;

/** A column for each stage, what is stuck on top. */
export function board(page) {
  const stages = words.stages().filter((stage) => stage !== 'closed' || page.asked.status === 'closed');
  return h('div.boardscroll', { tabindex: '0', role: 'group', 'aria-label': 'Board, a column for each stage' },
    h('div.board-columns', null, stages.map((stage) => column(stage, page))));
}

function column(stage, page) {
  const { found } = page;
  const many = found.count(stage);
  const stuck = ['stalled', 'at-risk'].map((status) => [status, found.filter.status && found.filter.status !== status && found.filter.status !== 'stuck' ? 0 : found.count(stage, status)]).filter(([, n]) => n);
  const cards = h('ul.boardcards', { 'data-key': `cards-${stage}` });
  const load = async (limit) => {
    try {
      const list = await found.column(stage, limit);
      if (page.found !== found) return;
      const live = document.querySelector(`[data-key="cards-${stage}"]`) || cards;
      update(live, list.map(card), many > list.length ? h('li', { 'data-key': 'more' }, limit === FIRST
        ? h('button.quiet', { onclick: () => load(MORE) }, `${many - list.length} more`) : h('a', { href: `#/cases?stage=${stage}` }, `${many - list.length} more in the list`)) : null);
    } catch (refused) {
      if (page.found === found) failed(refused);
    }
  };
  if (many) load(FIRST);
  return h('section.boardcolumn', { 'data-key': `${stage}-${JSON.stringify(found.filter)}`, 'aria-label': words.stage(stage) },
    h('header', null, h('h2', null, words.stage(stage)), h('span.soft', null, many), stuck.map(([status, n]) => h('span.status', { 'data-status': status }, `${n} ${words.status(status).toLowerCase()}`))),
    many ? cards : h('p.soft.small', null, 'none'));
}

const card = (one) => h('li', { 'data-key': one.case }, h('a.boardcard', { href: `#/case/${one.case}`, 'data-walk': one.case, 'data-status': one.status },
  h('span', null, h('strong', null, one.case.split('/')[1]), h('span.status', { 'data-status': one.status }, words.status(one.status))),
  gauge(one), h('span.small', null, move(one.waitingOn))));

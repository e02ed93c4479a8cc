import { h, show, update } from '../lib/dom.js';
import { get, look } from '../lib/api.js';
import { loading, fault, empty } from '../lib/states.js';
import { keys } from '../lib/keys.js';
import { latest } from '../lib/latest.js';
import { isOpen } from '../case/task.js';
import { entry } from './entry.js';
import { allOpen, newest } from './pages.js';

const REST = 30_000;

/** What is asked and told of a partner, where its people answer: what is still open, or all. */
export function inbox(main, me) {
  const state = { list: null, status: 'open', fault: null };
  const answers = latest();
  const tools = h('div.chips', { role: 'group', 'aria-label': 'Show' });
  const body = h('div.stack');
  show(main, h('div.page', null, h('div.headline', null, h('div', null, h('h1', null, 'Inbox'), h('p.soft', null, 'What is asked of you, and until when. An answer here counts as one over the API.'))), h('div.tools', null, tools), body));

  const draw = () => {
    update(tools, [['open', 'Open'], ['all', 'All']].map(([code, label]) => h('button.chip', { 'aria-pressed': String(state.status === code), onclick: () => { state.status = code; state.list = null; load(); } }, label)));
    if (state.fault && !state.list) update(body, fault('The inbox did not load', state.fault, () => load()));
    else if (!state.list) update(body, loading(3));
    else if (!state.list.length) update(body, empty('check', 'Nothing is open', 'When something is asked of you, it shows here with its time.'));
    else update(body, state.list.map((one) => entry(one, me, () => load())), state.cut ? h('p.soft', { 'data-key': 'cut' }, state.status === 'open' ? 'The oldest 1,000 that are open; the others follow as these are answered.' : 'Only the newest are shown. Your systems can read all of them over the API.') : null);
  };

  const load = async (ask = get) => {
    const counts = answers.next();
    draw();
    try {
      const { list, cut } = await (state.status === 'open' ? allOpen : newest)(ask);
      if (!counts()) return;
      Object.assign(state, { list: list.sort(byUrgency), cut, fault: null });
    } catch (refused) {
      if (!counts()) return;
      state.fault = refused;
    }
    draw();
  };

  const timer = setInterval(() => { if (!document.hidden && !document.querySelector('dialog[open]')) load(look); }, REST);
  const rows = () => [...body.querySelectorAll('[data-walk]')];
  const step = (by) => () => {
    const all = rows();
    const at = all.indexOf(document.activeElement?.closest('[data-walk]'));
    all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))]?.focus();
  };
  const off = keys('Inbox', [
    ['j', 'Next', step(1)], ['k', 'Previous', step(-1)],
    ['a', 'Acknowledge', () => document.activeElement?.closest('[data-walk]')?.querySelector('[data-does=acknowledge]')?.click()],
  ]);
  load();
  return () => {
    answers.end();
    clearInterval(timer);
    off();
  };
}

const due = (one) => (one.task && isOpen(one.task) ? one.task.dueAt : '9');
const byUrgency = (a, b) => due(a).localeCompare(due(b)) || b.sequence - a.sequence;

import { h, show, update } from '../lib/dom.js';
import { icon } from '../lib/icons.js';
import { keys } from '../lib/keys.js';
import { latest } from '../lib/latest.js';
import { loading, fault, empty } from '../lib/states.js';
import { Found, asked } from './found.js';
import { filters } from './filters.js';
import { board } from './board.js';
import { List } from './list.js';
import { handOver } from './handover.js';
import { handAll } from './handall.js';

const WAIT = 250;

/** All cases that the reader may see, as a list or a board: what is stuck first. */
export function cases(main, query, me) {
  const page = new Cases(main, query, me);
  return () => page.leave();
}

class Cases {
  chosen = new Set();
  tools = h('div');
  bar = h('div');
  body = h('div');
  #answers = latest();
  #timer = 0;

  constructor(main, query, me) {
    Object.assign(this, { main, me, asked: asked(query), manages: !me.roles.includes('partner') });
    show(main, h('div.page.broad', null, h('div.headline', null, h('div', null, h('h1', null, 'Cases'), h('p.soft', null, 'What is stuck stands first.')),
      this.manages ? h('div.actions', null, h('button', { onclick: () => this.handAll() }, icon('hand'), me.roles.includes('supervisor') ? 'Hand over all of…' : 'Hand over all mine')) : null), this.tools, this.bar, this.body));
    this.list = new List(this);
    const walk = (by) => () => (this.asked.view === 'board' ? this.step(by) : this.list.step(by));
    this.keys = keys('Cases', [
      ['j', 'Next', walk(1)], ['k', 'Previous', walk(-1)],
      ['v', 'List or board', () => this.ask({ view: this.asked.view === 'board' ? 'list' : 'board' })],
      ...(this.manages ? [['x', 'Choose', () => this.list.choose()], ['h', 'Hand over what is chosen', () => this.chosen.size && this.hand([...this.chosen])], ['H', 'Hand over all of somebody', () => this.handAll()]] : []),
    ]);
    this.load();
  }

  leave() {
    this.found = null;
    this.#answers.end();
    clearTimeout(this.#timer);
    this.keys();
    this.list.leave();
  }

  /** Another filter, kept in the address so that it can be gone back to. */
  ask(change, soon = false) {
    Object.assign(this.asked, change);
    const words = new URLSearchParams(Object.entries(this.asked).filter(([, value]) => value));
    history.replaceState(null, '', `#/cases${words.size ? `?${words}` : ''}`);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.load(), soon ? WAIT : 0);
  }

  load = async () => {
    const counts = this.#answers.next();
    const found = new Found(this.asked);
    if (!this.found) update(this.body, loading(3));
    try {
      await found.begin();
      if (!counts()) return;
      this.found = found;
      this.paint();
    } catch (refused) {
      if (counts()) update(this.body, fault('The cases did not load', refused, this.load));
    }
  };

  paint() {
    const { found } = this;
    update(this.tools, filters(this));
    update(this.bar, this.chosen.size ? h('div.chosenbar', { role: 'status' }, h('strong', null, `${this.chosen.size} chosen`),
      h('button.primary', { onclick: () => this.hand([...this.chosen]) }, 'Hand over'), h('button.quiet', { onclick: () => this.clear() }, 'Clear')) : null);
    if (!found.total) {
      this.list.leave();
      return update(this.body, found.all ? empty('cases', 'No such case', 'Nothing matches this search and these filters.', h('button', { onclick: () => this.ask({ q: '', status: '', stage: '', waiting: '', manager: '' }) }, 'Show all'))
        : empty('cases', 'No cases yet', 'A case shows here once a hub enrols it and lists you as its manager.'));
    }
    if (this.asked.view === 'board') {
      this.list.leave();
      return update(this.body, board(this));
    }
    return this.list.show(found);
  }

  choose(ref, is) {
    if (is) this.chosen.add(ref);
    else this.chosen.delete(ref);
    this.paint();
  }

  clear() {
    this.chosen.clear();
    this.paint();
  }

  hand(refs) {
    handOver(refs, this.me, this.handed);
  }

  handAll() {
    handAll(this.me, this.handed);
  }

  handed = () => {
    this.chosen.clear();
    return this.load();
  };

  step(by) {
    const all = [...this.body.querySelectorAll('[data-walk]')];
    const at = all.indexOf(document.activeElement);
    all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))]?.focus();
  }
}

import { get, look } from '../lib/api.js';

const PAGE = 100;
const COLUMN = 30;
const STUCK = ['stalled', 'at-risk'];

/** What the address asks for. */
export function asked(query) {
  const all = Object.fromEntries(['q', 'status', 'stage', 'waiting', 'manager', 'view'].map((name) => [name, query.get(name) || '']));
  return { ...all, view: all.view || 'list' };
}

/** The cases that a filter finds, asked for by the page as they come into sight. */
export class Found {
  counts = [];
  #pages = new Map();

  constructor(filter) {
    this.filter = { ...filter };
  }

  async begin() {
    const first = await get(this.#path(this.filter.stage, 0, PAGE));
    this.counts = first.counts;
    this.#pages.set(0, first.cases);
  }

  count(stage = this.filter.stage, status = this.filter.status) {
    return this.counts.filter((one) => (!stage || one.stage === stage) && (!status || one.status === status || (status === 'stuck' && STUCK.includes(one.status))))
      .reduce((sum, one) => sum + one.many, 0);
  }

  get total() {
    return this.count();
  }

  get all() {
    return this.count('', '') || Boolean(this.filter.q || this.filter.waiting || this.filter.manager);
  }

  /** The case at this place, or nothing yet: then `come` is called once it is there. */
  at(index, come) {
    const number = Math.floor(index / PAGE);
    const page = this.#pages.get(number);
    if (Array.isArray(page)) return page[index % PAGE];
    if (!page) {
      this.#pages.set(number, look(this.#path(this.filter.stage, number * PAGE, PAGE)).then((answer) => {
        this.#pages.set(number, answer.cases);
        come();
      }, () => this.#pages.delete(number)));
    }
    return null;
  }

  column(stage, many = COLUMN) {
    return look(this.#path(stage, 0, many)).then((answer) => answer.cases);
  }

  #path(stage, offset, limit) {
    const { q, status, waiting, manager } = this.filter;
    const words = Object.entries({ q, status, waiting, manager, stage, offset, limit }).filter(([, value]) => value);
    return `/console/cases?${new URLSearchParams(words)}`;
  }
}

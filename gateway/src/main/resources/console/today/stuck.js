import { h, update } from '../lib/dom.js';
import { look } from '../lib/api.js';
import { latest } from '../lib/latest.js';
import { plainly, since } from '../lib/times.js';
import * as words from '../lib/words.js';

const MOST = 8;
const REST = 60_000;

/** The reader's cases that stand still, or soon will; asked again when something moved. */
export class Stuck {
  #timer = 0;
  #answers = latest();

  constructor(place, me, feed) {
    this.place = place;
    this.feed = feed;
    this.mine = me.roles.includes('supervisor') ? '' : `&manager=${encodeURIComponent(me.user)}`;
    this.moved = () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.load(), 2000);
    };
    feed.addEventListener('arrived', this.moved);
    this.load();
  }

  leave() {
    this.#answers.end();
    clearTimeout(this.#timer);
    this.feed.removeEventListener('arrived', this.moved);
  }

  async load() {
    clearTimeout(this.#timer);
    const counts = this.#answers.next();
    try {
      const page = await look(`/console/cases?status=stuck&limit=${MOST}${this.mine}`);
      if (counts()) this.paint(page);
    } catch { /* the alerts stand without it */ }
    if (counts()) this.#timer = setTimeout(() => this.load(), REST);
  }

  paint({ cases, counts }) {
    const more = counts.filter((one) => ['stalled', 'at-risk'].includes(one.status)).reduce((sum, one) => sum + one.many, 0) - cases.length;
    update(this.place, h('section.card.box', null, h('h2.over', null, 'Stuck or soon'),
      cases.length ? h('ul.stuck', null, cases.map(line)) : h('p.soft', null, 'No case of yours stands still.'),
      more > 0 ? h('a', { href: '#/cases?status=stuck' }, `${more} more`) : null));
  }
}

function line(one) {
  const on = one.waitingOn;
  const over = on && new Date(on.expectedBy) < new Date();
  return h('li', { 'data-key': one.case }, h('a.stucklink', { href: `#/case/${one.case}` },
    h('span', null, h('strong', null, one.case.split('/')[1]), h('span.status', { 'data-status': one.status }, words.status(one.status))),
    on ? h('span.soft', null, on.partner ? words.partner(on.partner) : words.role(on.role), ' for ', since(on.since), ', ', h(`span${over ? '.late' : ''}`, null, over ? 'was due ' : 'due ', plainly(on.expectedBy))) : null));
}

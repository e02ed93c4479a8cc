import { h, update } from '../lib/dom.js';
import * as words from '../lib/words.js';
import { move, gauge } from './line.js';

const WIDE = 58;
const NARROW = 104;
const AROUND = 6;

/** Thousands of cases, of which those in sight are there: rows of one height, asked for as they come. */
export class List {
  #found = null;
  #rows = h('ol.caserows');
  #here = -1;
  #pending = false;
  #drawn = '';
  #came = () => this.#paint(true);
  #paintSoon = () => {
    if (this.#pending) return;
    this.#pending = true;
    requestAnimationFrame(() => {
      this.#pending = false;
      this.#paint();
    });
  };

  constructor(page) {
    this.page = page;
  }

  show(found) {
    if (this.#found !== found) this.#here = -1;
    this.#found = found;
    if (!this.#rows.isConnected) {
      this.page.body.replaceChildren(h('div.card.caselist', null, h('div.casehead', { 'aria-hidden': 'true' }, ['Case', 'Status', 'Stage', 'Next move'].map((name) => h('span', null, name))), this.#rows));
      addEventListener('scroll', this.#paintSoon, { passive: true });
      addEventListener('resize', this.#paintSoon);
    }
    this.#paint(true);
  }

  leave() {
    removeEventListener('scroll', this.#paintSoon);
    removeEventListener('resize', this.#paintSoon);
    this.#rows.remove();
  }

  get #height() {
    return matchMedia('(max-width: 46rem)').matches ? NARROW : WIDE;
  }

  #paint(anew = false) {
    if (!this.#rows.isConnected) return;
    const height = this.#height;
    const { total } = this.#found;
    const top = this.#rows.getBoundingClientRect().top;
    const from = Math.max(0, Math.floor(-top / height) - AROUND);
    const until = Math.min(total, Math.ceil((innerHeight - top) / height) + AROUND);
    const now = [from, until, height].join();
    if (!anew && now === this.#drawn) return;
    this.#drawn = now;
    this.#rows.style.height = `${total * height}px`;
    const shown = [];
    for (let n = from; n < until; n++) shown.push(this.#row(n, height, total));
    update(this.#rows, shown);
  }

  #row(n, height, total) {
    const one = this.#found.at(n, this.#came);
    const row = one ? h('li.caserow', { 'data-key': one.case, 'data-n': n, 'aria-setsize': total, 'aria-posinset': n + 1 }, this.#line(one))
      : h('li.caserow.ghost', { 'data-key': `n${n}`, 'aria-setsize': total, 'aria-posinset': n + 1 }, h('span.unseen', null, 'Loading'));
    row.style.height = `${height}px`;
    row.style.transform = `translateY(${n * height}px)`;
    return row;
  }

  #line(one) {
    const [program, code] = one.case.split('/');
    const box = this.page.manages ? h('input', { type: 'checkbox', 'aria-label': `Choose ${code}`, onchange: (event) => this.page.choose(one.case, event.target.checked) }) : null;
    if (box) box.checked = this.page.chosen.has(one.case);
    return [box ? h('label.pick', null, box) : null,
      h('a.caseline', { href: `#/case/${one.case}`, 'data-walk': one.case },
        h('span', null, h('strong', null, code), h('span.soft.small', null, program)),
        h('span', null, h('span.status', { 'data-status': one.status }, words.status(one.status))),
        h('span.soft', null, words.stage(one.stage)),
        h('span', null, gauge(one), move(one.waitingOn)))];
  }

  step(by) {
    const total = this.#found?.total || 0;
    const focused = document.activeElement?.closest?.('.caserow');
    const at = focused ? Number(focused.dataset.n) : this.#here;
    this.#here = Math.max(0, Math.min(total - 1, at + by));
    const height = this.#height;
    const y = this.#rows.getBoundingClientRect().top + this.#here * height;
    if (y < 140 || y > innerHeight - 140) scrollBy(0, y - innerHeight / 2);
    this.#paint();
    this.#rows.querySelector(`[data-n="${this.#here}"] a`)?.focus({ preventScroll: true });
  }

  choose() {
    document.activeElement?.closest?.('.caserow')?.querySelector('input')?.click();
  }
}

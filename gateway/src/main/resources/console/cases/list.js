import { h, update } from '../lib/dom.js';
import * as words from '../lib/words.js';
import { move, gauge } from './line.js';

const WIDE = 58;
const NARROW = 104;
const AROUND = 6;

/**
 * Thousands of cases, of which those in sight are there: rows of one height, asked for as they come. A step of scrolling
 * makes the rows that come and takes away those that go; the others stay as they are.
 */
export class List {
  #found = null;
  #total = 0;
  #rows = h('ol.caserows');
  #shown = new Map();
  #narrow = matchMedia('(max-width: 46rem)');
  #here = -1;
  #pending = false;
  #drawn = 0;
  #came = () => this.#fill();
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
    this.#total = found.total;
    if (!this.#rows.isConnected) {
      this.page.body.replaceChildren(h(`div.card.caselist${this.page.manages ? '' : '.plain'}`, null, h('div.casehead', { 'aria-hidden': 'true' }, ['Case', 'Status', 'Stage', 'Next move'].map((name) => h('span', null, name))), this.#rows));
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
    return this.#narrow.matches ? NARROW : WIDE;
  }

  #paint(anew = false) {
    if (!this.#rows.isConnected) return;
    const height = this.#height;
    const top = this.#rows.getBoundingClientRect().top;
    const from = Math.max(0, Math.floor(-top / height) - AROUND);
    const until = Math.min(this.#total, Math.ceil((innerHeight - top) / height) + AROUND);
    if (anew || height !== this.#drawn) this.#draw(from, until, height);
    else this.#move(from, until, height);
  }

  /** Every row: what they show has changed. */
  #draw(from, until, height) {
    this.#drawn = height;
    this.#rows.style.height = `${this.#total * height}px`;
    const rows = [];
    for (let n = from; n < until; n++) rows.push(this.#row(n, height));
    update(this.#rows, rows);
    this.#shown = new Map([...this.#rows.children].map((row) => [Number(row.dataset.n), row]));
  }

  #move(from, until, height) {
    for (const [n, row] of this.#shown) {
      if (n >= from && n < until) continue;
      row.remove();
      this.#shown.delete(n);
    }
    for (let n = until - 1; n >= from; n--) {
      if (this.#shown.has(n)) continue;
      const row = this.#row(n, height);
      this.#rows.insertBefore(row, this.#shown.get(n + 1) || null);
      this.#shown.set(n, row);
    }
    this.#fill();
  }

  /** Those that waited for their cases. */
  #fill() {
    for (const [n, ghost] of this.#shown) {
      if (!ghost.classList.contains('ghost') || !this.#found.at(n, this.#came)) continue;
      const row = this.#row(n, this.#drawn);
      ghost.replaceWith(row);
      this.#shown.set(n, row);
    }
  }

  #row(n, height) {
    const one = this.#found.at(n, this.#came);
    const total = this.#total;
    const row = one ? h('li.caserow', { 'data-key': one.case, 'data-n': n, 'aria-setsize': total, 'aria-posinset': n + 1 }, this.#line(one))
      : h('li.caserow.ghost', { 'data-key': `n${n}`, 'data-n': n, 'aria-setsize': total, 'aria-posinset': n + 1 }, h('span.unseen', null, 'Loading'));
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
    const focused = document.activeElement?.closest?.('.caserow');
    const at = focused ? Number(focused.dataset.n) : this.#here;
    this.#here = Math.max(0, Math.min(this.#total - 1, at + by));
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

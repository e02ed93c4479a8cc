import * as words from '../lib/words.js';

const DAY = 86_400_000;
const USUAL = { within: 'PT24H', rate: 0.98 };

export const PERCENT = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 });

/** What is asked of the measure; kept in the address. */
export class Question {
  constructor(query) {
    this.program = query.get('program') || words.programs()[0]?.id || '';
    this.partner = query.get('partner') || '';
    this.group = query.get('group') || 'partner';
    this.days = query.get('days') ?? '91';
    this.clock = query.get('clock') || 'elapsed';
    this.since = Date.now();
  }

  change(change) {
    Object.assign(this, change);
    this.since = Date.now();
    const { program, partner, group, days, clock } = this;
    history.replaceState(null, '', `#/partners?${new URLSearchParams(Object.entries({ program, partner, group, days, clock }))}`);
  }

  get target() {
    return words.programs().find((one) => one.id === this.program)?.target || USUAL;
  }

  path(what, more = {}) {
    const all = {
      program: this.program, partner: this.partner, groupBy: this.group, within: this.target.within, clock: this.clock,
      from: this.days && new Date(this.since - Number(this.days) * DAY).toISOString(), ...more,
    };
    return `/v1/responsiveness${what}?${new URLSearchParams(Object.entries(all).filter(([, value]) => value))}`;
  }
}

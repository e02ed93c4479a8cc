import { h } from '../lib/dom.js';
import * as words from '../lib/words.js';

export const GROUPS = [['partner', 'Partner'], ['action', 'Request'], ['milestone', 'Milestone'], ['week', 'Week']];
export const PERIODS = [['28', 'Last 4 weeks'], ['91', 'Last 13 weeks'], ['365', 'Last year'], ['', 'All time']];
export const CLOCKS = [['elapsed', 'All hours'], ['working', 'Working hours']];

const NAMES = { partner: words.partner, action: words.action, milestone: words.milestone, week: (key) => key.replace('-W', ', week ') };

/** A row's key as people say it. */
export const named = (group, key) => NAMES[group](key);

export const pick = (label, options, value, change) => h('label.field', null, h('span', null, label),
  h('select', { onchange: (event) => change(event.target.value) }, options.map(([code, text]) => h('option', { value: code, selected: code === value }, text))));

export const chips = (label, options, value, change) => h('div.chips', { role: 'group', 'aria-label': label },
  options.map(([code, text]) => h('button.chip', { 'data-key': code, 'aria-pressed': String(code === value), onclick: () => change(code) }, text)));

import { h } from './dom.js';
import { icon } from './icons.js';

/** What stands where nothing is: why that is so, and what to do about it. */
export const empty = (sign, title, words, ...actions) => h('div.empty', null,
  sign ? h('span.bigicon', null, icon(sign)) : null, h('h2', null, title), h('p', null, words), ...actions);

/** What did not load, and another try. */
export const fault = (title, refused, again) => h('div.empty.faulty', { role: 'alert' },
  h('span.bigicon', null, icon('alert')), h('h2', null, title), h('p', null, refused.message),
  again ? h('button.primary', { onclick: again }, 'Try again') : null);

export const loading = (rows = 1, tall = false) => h('div.stack', { role: 'status' },
  h('span.unseen', null, 'Loading'), Array.from({ length: rows }, () => h(`div.card.ghost${tall ? '.tall' : ''}`)));

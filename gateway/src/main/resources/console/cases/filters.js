import { h } from '../lib/dom.js';
import { icon } from '../lib/icons.js';
import * as words from '../lib/words.js';

const STATUSES = ['', 'stalled', 'at-risk', 'on-track', 'closed'];
const ROLES = ['patient', 'case-manager'];

/** Search, status, whose move, and how it is shown. */
export function filters(page) {
  const { asked, found } = page;
  const pick = (name, label, options) => h('label.field', null, h('span', null, label), h('select', { onchange: (event) => page.ask({ [name]: event.target.value }) },
    h('option', { value: '', selected: !asked[name] }, 'Any'), options.map(([value, text]) => h('option', { value, selected: asked[name] === value }, text))));
  const view = (name, label) => h('button.chip', { 'aria-pressed': String(asked.view === name), onclick: () => page.ask({ view: name }) }, icon(name), label);
  return h('div.tools', null,
    h('input.search', { type: 'search', placeholder: 'Find a case', 'aria-label': 'Find a case', value: asked.q, maxlength: 64, oninput: (event) => page.ask({ q: event.target.value.trim() }, true) }),
    h('div.chips', { role: 'group', 'aria-label': 'Status' }, STATUSES.map((code) => h('button.chip', { 'data-key': `s-${code}`, 'aria-pressed': String(asked.status === code || (asked.status === 'stuck' && ['stalled', 'at-risk'].includes(code))), onclick: () => page.ask({ status: code }) },
      code ? words.status(code) : 'All', h('span', null, found.count(asked.stage, code))))),
    h('div.fieldset', null,
      asked.view === 'list' ? pick('stage', 'Stage', words.stages().map((name) => [name, words.stage(name)])) : null,
      pick('waiting', 'Next move', [...words.partners().map((id) => [id, words.partner(id)]), ...ROLES.map((role) => [role, words.role(role)])]),
      page.me.roles.includes('supervisor') ? pick('manager', 'Manager', words.colleagues().map((one) => [one.user, one.name])) : null),
    h('div.chips.views', { role: 'group', 'aria-label': 'Show as' }, view('list', 'List'), view('board', 'Board')));
}

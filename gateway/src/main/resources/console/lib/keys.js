import { h } from './dom.js';
import { dialog } from './dialog.js';

/** Keys of the page that is open, over those of every page. One may stand for two pressed in turn: `g t`. */
const layers = new Set();
const STORE = 'waymark.keys';
const TURN = 1200;
let first = '';
let firstAt = 0;

export const on = () => localStorage.getItem(STORE) !== 'off';

/** `list`: [key, what it does, function]. Gives what takes them away again. */
export function keys(title, list) {
  const layer = { title, list };
  layers.add(layer);
  return () => layers.delete(layer);
}

const typing = (target) => target.closest?.('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]');

function find(pressed) {
  for (const layer of [...layers].reverse()) {
    const hit = layer.list.find(([key]) => key === pressed);
    if (hit) return hit[2];
  }
  return null;
}

export function listen() {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
    if (document.querySelector('dialog[open]')) return;
    if (!on() && event.key !== '?') return;
    const turn = first && event.timeStamp - firstAt < TURN ? `${first} ${event.key}` : event.key;
    first = '';
    const run = find(turn) || (turn === event.key ? null : find(event.key));
    if (run) {
      event.preventDefault();
      run(event);
    } else if ([...layers].some((layer) => layer.list.some(([key]) => key.startsWith(`${event.key} `)))) {
      first = event.key;
      firstAt = event.timeStamp;
    }
  });
}

/** What can be done without a mouse, and the switch for who types by voice (WCAG 2.2, 2.1.4). */
export function help() {
  dialog('Keyboard', () => {
    const box = h('input', { type: 'checkbox', id: 'keys-on', onchange: () => localStorage.setItem(STORE, box.checked ? 'on' : 'off') });
    box.checked = on();
    return [
      [...layers].reverse().map((layer) => h('section.keys', null, h('h3', null, layer.title),
        h('dl', null, layer.list.map(([key, words]) => h('div', null, h('dt', null, key.split(' ').map((one) => h('kbd', null, one))), h('dd', null, words)))))),
      h('label.check', { for: 'keys-on' }, box, 'Use single keys as commands'),
    ];
  }, { wide: true });
}

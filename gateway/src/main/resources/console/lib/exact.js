import { h } from './dom.js';

const FULL = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' });
const GAP = 8;

const tip = h('div.tip', { id: 'tip', role: 'tooltip', hidden: true });
let shown = null;

/** The exact instant of the time that is pointed at, focused or tapped, in the reader's zone and in UTC. */
export function tellExactTimes() {
  document.body.append(tip);
  const over = (event) => open(event.target.closest?.('time.exact'));
  const out = (event) => { if (event.target === shown && document.activeElement !== shown) close(); };
  document.addEventListener('pointerover', over);
  document.addEventListener('pointerout', out);
  document.addEventListener('focusin', over);
  document.addEventListener('focusout', close);
  document.addEventListener('click', over);
  document.addEventListener('scroll', close, true);
  addEventListener('resize', () => { if (shown) place(shown.getBoundingClientRect(), tip.getBoundingClientRect()); });
  document.addEventListener('keydown', (event) => { if (event.key === 'Escape') close(); });
}

function open(time) {
  if (!time || time === shown) return;
  close();
  const instant = time.getAttribute('datetime');
  tip.replaceChildren(FULL.format(new Date(instant)), h('br'), h('span', null, instant));
  (time.closest('dialog, main') || document.body).append(tip);
  tip.hidden = false;
  place(time.getBoundingClientRect(), tip.getBoundingClientRect());
  time.setAttribute('aria-describedby', 'tip');
  shown = time;
}

function place(at, size) {
  const left = Math.min(Math.max(GAP, at.left + at.width / 2 - size.width / 2), document.documentElement.clientWidth - size.width - GAP);
  const above = at.top - size.height - GAP;
  tip.style.left = `${left}px`;
  tip.style.top = `${above > GAP ? above : at.bottom + GAP}px`;
}

function close() {
  shown?.removeAttribute('aria-describedby');
  shown = null;
  tip.hidden = true;
}

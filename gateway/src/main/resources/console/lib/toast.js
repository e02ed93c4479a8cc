import { h, announce } from './dom.js';

const SECONDS = 7;
const place = h('div.toasts', { role: 'region', 'aria-label': 'What was just done' });
let latest = null;

export const placeToasts = () => document.body.append(place);

/**
 * Says what was done, and lets it be undone while it shows; it waits while it is pointed at or has the focus. `later` is
 * done once it is too late to undo, also where the page is left before.
 */
export function toast(words, { undo = null, later = null, tone = null } = {}) {
  let timer = 0;
  const settle = (how) => {
    clearTimeout(timer);
    element.remove();
    removeEventListener('pagehide', keep);
    if (latest === undoNow) latest = null;
    how?.();
  };
  const keep = () => settle(later);
  const undoNow = () => settle(undo);
  const wait = () => { timer = setTimeout(keep, SECONDS * 1000); };
  const hold = () => clearTimeout(timer);
  const element = h('div.toast', { 'data-tone': tone, onpointerenter: hold, onpointerleave: wait, onfocusin: hold, onfocusout: wait },
    h('span', null, words), undo ? h('button.quiet', { onclick: undoNow }, 'Undo') : null);
  addEventListener('pagehide', keep);
  place.append(element);
  announce(undo ? `${words} Press u to undo.` : words);
  if (undo) latest = undoNow;
  wait();
  return { now: keep };
}

/** Takes back the latest thing that can be; whether there was one. */
export function undoLatest() {
  const was = latest;
  was?.();
  return Boolean(was);
}

export const failed = (refused) => toast(refused.message, { tone: 'urgent' });

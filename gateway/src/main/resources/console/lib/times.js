import { h } from './dom.js';

const DAY = new Intl.DateTimeFormat(undefined, { weekday: 'short', month: 'short', day: 'numeric' });
const DAY_YEAR = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric', year: 'numeric' });
const CLOCK = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });
const AGO = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto', style: 'narrow' });
const STEPS = [['day', 86400], ['hour', 3600], ['minute', 60]];

/** "5 min. ago", "in 2 days": how far a time is from now. */
export function relative(time, now = Date.now()) {
  const seconds = (new Date(time).getTime() - now) / 1000;
  if (Math.abs(seconds) < 60) return 'now';
  const [unit, size] = STEPS.find(([, step]) => Math.abs(seconds) >= step);
  return AGO.format(Math.trunc(seconds / size), unit);
}

/** Day and clock in the reader's own zone, the year where it is another. */
export function absolute(time) {
  const date = new Date(time);
  const today = new Date();
  if (date.toDateString() === today.toDateString()) return `today, ${CLOCK.format(date)}`;
  const day = date.getFullYear() === today.getFullYear() ? DAY : DAY_YEAR;
  return `${day.format(date)}, ${CLOCK.format(date)}`;
}

export const day = (time) => DAY.format(new Date(time));

const text = (time, form) => (form === 'relative' ? relative(time) : absolute(time));

/** A time that tells its exact instant when pointed at, focused or tapped; a relative one is kept up to date. */
export function when(time, form = 'absolute') {
  if (!time) return null;
  return h('time.exact', { datetime: time, tabindex: '0', 'data-form': form }, text(time, form));
}

/** The same inside a link or a button, which has the focus itself. */
export const plainly = (time, form = 'relative') => (time ? h('time', { datetime: time, 'data-form': form }, text(time, form)) : null);

/** 5400 → "1 h 30 min". */
export function length(seconds) {
  if (seconds === null || seconds === undefined) return null;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
  const days = Math.floor(hours / 24);
  return hours % 24 ? `${days} d ${hours % 24} h` : `${days} d`;
}

/** How long ago, in one unit: "37 h", "3 d". */
export function since(time) {
  const gone = Math.max(0, (Date.now() - new Date(time)) / 1000);
  return length(gone < 3600 ? gone : gone < 172_800 ? Math.floor(gone / 3600) * 3600 : Math.floor(gone / 86_400) * 86_400);
}

/** "PT24H" → 86400. */
export function seconds(iso) {
  const [, days = 0, hours = 0, minutes = 0] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?/.exec(iso) || [];
  return ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60;
}

/** "PT24H" → "24 h". */
export function duration(iso) {
  const minutes = seconds(iso) / 60;
  const parts = [Math.floor(minutes / 60) ? `${Math.floor(minutes / 60)}\u00a0h` : '', minutes % 60 ? `${minutes % 60} min` : ''];
  return parts.filter(Boolean).join(' ') || iso;
}

/** A time as a `datetime-local` input has it, in the reader's zone. */
export function local(date) {
  const two = (n) => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

setInterval(() => {
  for (const element of document.querySelectorAll('time[data-form=relative]')) {
    element.textContent = relative(element.getAttribute('datetime'));
  }
}, 30_000);

import { h } from './dom.js';

const FULL = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' });
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

/** A time with the exact instant in its title; a relative one is kept up to date. */
export function when(time, form = 'absolute') {
  if (!time) return null;
  const text = form === 'relative' ? relative(time) : absolute(time);
  return h('time', { datetime: time, title: `${FULL.format(new Date(time))}\n${time}`, 'data-form': form }, text);
}

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

/** "PT24H" → "24 h". */
export function duration(iso) {
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?/.exec(iso) || [];
  const [, days = 0, hours = 0, minutes = 0] = parts;
  const whole = Number(days) * 24 + Number(hours);
  return [whole ? `${whole}\u00a0h` : '', Number(minutes) ? `${minutes} min` : ''].filter(Boolean).join(' ') || iso;
}

setInterval(() => {
  for (const element of document.querySelectorAll('time[data-form=relative]')) {
    element.textContent = relative(element.getAttribute('datetime'));
  }
}, 30_000);

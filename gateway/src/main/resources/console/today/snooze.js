import { h } from '../lib/dom.js';
import { dialog, form, labelled } from '../lib/dialog.js';
import { absolute, local } from '../lib/times.js';

const HOUR = 3_600_000;
const MORNING = 8;
const LONGEST_DAYS = 14;

/** Asks until when; gives an instant, or nothing where the reader thinks better of it. */
export function askUntil(alert) {
  return dialog('Snooze until', (close) => {
    const other = h('input', { type: 'datetime-local', required: true, min: local(new Date()), max: local(at(LONGEST_DAYS, 23)) });
    return [
      h('p', null, h('strong', null, alert.title), h('span.soft', null, ` · ${alert.case}`)),
      h('div.choices', null, choices().map(([words, date]) => h('button', { onclick: () => close(date.toISOString()) }, words, h('span.soft', null, absolute(date))))),
      form(labelled('Another time', other), 'Snooze', async () => close(new Date(other.value).toISOString())),
      h('p.soft.small', null, alert.severity === 'urgent'
        ? 'It only leaves your own list. Nobody acknowledged it yet, so it still goes on to your supervisor.'
        : 'It only leaves your own list, on all your devices; the others still see it.'),
    ];
  }).closed;
}

function at(days, hour) {
  const date = new Date();
  date.setDate(date.getDate() + days);
  date.setHours(hour, 0, 0, 0);
  return date;
}

function choices() {
  const now = new Date();
  const monday = ((8 - now.getDay()) % 7) || 7;
  return [['In an hour', new Date(now.getTime() + HOUR)], ['In three hours', new Date(now.getTime() + 3 * HOUR)],
    ['Tomorrow morning', at(1, MORNING)], ['Monday morning', at(monday, MORNING)]];
}

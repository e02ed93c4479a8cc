import { h } from '../lib/dom.js';
import { duration, seconds } from '../lib/times.js';
import { behind } from './tasks.js';

/** "PT10S" → "10 s", and the longest as days. */
function time(iso) {
  const short = /^PT(\d+)S$/.exec(iso);
  if (short) return `${short[1]} s`;
  const whole = seconds(iso);
  return whole >= 172_800 && whole % 86_400 === 0 ? `${whole / 86_400} d` : duration(iso);
}

/** How long answers took; each bar leads to its requests. */
export function spread(times, question, measure) {
  const counts = times.buckets.map((bucket, n) => times.rows.reduce((sum, row) => sum + row.counts[n], 0));
  const unanswered = times.rows.reduce((sum, row) => sum + row.unanswered, 0);
  const most = Math.max(1, unanswered, ...counts);
  const within = seconds(measure.within);
  const bars = times.buckets.map(({ atLeast, below }, n) => bar(below ? `under ${time(below)}` : `${time(atLeast)} or more`, counts[n], most, !below || seconds(below) > within,
    () => behind(question, measure, { class: 'due', atLeast, below: below || '' }, below ? `Answered in ${time(atLeast)} to ${time(below)}` : `Answered after ${time(atLeast)} or more`)));
  return h('section.card.chart', { 'data-key': 'spread' }, h('h2', null, 'How long answers took'),
    h('ul.spread', null, bars, bar('not answered', unanswered, most, true, () => behind(question, measure, { class: 'unanswered' }, 'Not answered'))));
}

function bar(label, many, most, late, open) {
  const fill = h('i');
  fill.style.width = `${(many / most) * 100}%`;
  return h('li', null, h('span', null, label), h('span.spreadbar', { 'data-late': late ? 'yes' : null, 'aria-hidden': 'true' }, fill),
    many ? h('button.number', { onclick: open, 'aria-label': `${many} ${label}: show the requests` }, many) : h('span.soft', null, '0'));
}

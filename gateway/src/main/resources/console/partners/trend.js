import { h, svg } from '../lib/dom.js';
import { PERCENT } from './question.js';
import { named } from './tools.js';

const WIDTH = 460;
const HEIGHT = 190;
const LEFT = 42;
const BOTTOM = 24;
const TOP = 12;

/** The rate week by week against the target; the thinner the dot, the fewer requests stand behind it. */
export function trend(measure, target) {
  const weeks = measure.rows.filter((row) => row.due);
  const low = Math.max(0, Math.min(0.9, ...weeks.map((row) => row.responseRate)) - 0.05);
  const x = (n) => LEFT + 10 + (weeks.length < 2 ? (WIDTH - LEFT) / 2 : (n / (weeks.length - 1)) * (WIDTH - LEFT - 26));
  const y = (rate) => TOP + ((1 - rate) / (1 - low)) * (HEIGHT - TOP - BOTTOM);
  const most = Math.max(...weeks.map((row) => row.due));
  const points = weeks.map((row, n) => [x(n), y(row.responseRate), row]);
  const every = Math.ceil(weeks.length / 6);
  return h('section.card.chart', { 'data-key': 'trend' }, h('h2', null, 'Week by week'),
    weeks.length ? svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': said(weeks, target) },
      [1, (1 + low) / 2, low].map((rate) => svg('g', null, svg('line', { class: 'grid', x1: LEFT, x2: WIDTH, y1: y(rate), y2: y(rate) }), svg('text', { x: LEFT - 6, y: y(rate) + 4, 'text-anchor': 'end' }, PERCENT.format(rate)))),
      svg('line', { class: 'target', x1: LEFT, x2: WIDTH, y1: y(target.rate), y2: y(target.rate) }),
      svg('path', { class: 'line', d: points.map(([px, py], n) => `${n ? 'L' : 'M'}${px.toFixed(1)} ${py.toFixed(1)}`).join('') }),
      points.map(([px, py, row], n) => svg('g', { class: row.responseRate >= target.rate ? 'good' : 'below' },
        svg('title', null, `${named('week', row.key)}: ${PERCENT.format(row.responseRate)}, ${row.acknowledgedWithin} of ${row.due}`),
        svg('circle', { cx: px, cy: py, r: 2.5 + 3 * Math.sqrt(row.due / most) }),
        n % every === 0 ? svg('text', { x: px, y: HEIGHT - 6, 'text-anchor': 'middle' }, `W${row.key.slice(-2)}`) : null)))
      : h('p.soft', null, 'No week has a request whose time is up.'),
    h('p.soft.small', null, 'The dashed line is the target. Group by week for the numbers.'));
}

const said = (weeks, target) => `The rate by week against the target of ${PERCENT.format(target.rate)}: ${weeks.map((row) => `${named('week', row.key)} ${PERCENT.format(row.responseRate)}`).join('; ')}`;

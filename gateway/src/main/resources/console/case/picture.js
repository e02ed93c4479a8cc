import { h, svg } from '../lib/dom.js';
import { absolute, day } from '../lib/times.js';
import { lanes } from './lanes.js';

const NAMES = 150;
const NARROWEST = 680;
const LINE = 34;
const ROW = 17;
const AXIS = 26;
const APART = 13;
const LETTER = 6.1;
const STEPS = [1, 3, 6, 12, 24, 48, 168, 336, 730, 2190].map((hours) => hours * 3_600_000);
const CLOCK = new Intl.DateTimeFormat(undefined, { weekday: 'short', hour: 'numeric' });

/** The case as a picture: who did what when, requests as bars from asking to answer, their due time marked. */
export function picture(timeline, messages, wide) {
  if (!timeline.milestones.length && !messages.length) return null;
  const now = new Date().toISOString();
  const all = lanes(timeline, messages, now);
  const width = Math.max(NARROWEST, wide - 2);
  const scale = scaled(all, now, width);
  let top = AXIS;
  const drawn = all.map((lane) => {
    const height = LINE + lane.rows.length * ROW + 8;
    const group = drawLane(lane, top, width, scale, now);
    top += height;
    return group;
  });
  const image = svg('svg', { viewBox: `0 0 ${width} ${top + 6}`, width, height: top + 6, class: 'picture', role: 'img', 'aria-label': 'The case as a picture; the list below says the same in words' },
    axis(scale, width, top), drawn,
    svg('line', { class: 'now', x1: scale(now), x2: scale(now), y1: AXIS - 6, y2: top }), svg('text', { class: 'nowword', x: scale(now) - 4, y: top + 3, 'text-anchor': 'end' }, 'now'));
  image.onclick = (event) => go(event.target.closest('[data-target]')?.dataset.target);
  return h('figure.card.pictured', { 'data-key': 'picture' },
    h('div.scroller', { tabindex: '0', role: 'group', 'aria-label': 'Picture of the case' }, image),
    h('figcaption', null, legend('milestone', 'milestone'), legend('message', 'message'), legend('read', 'read by the patient'), legend('told', 'sent'), legend('untold', 'not sent'),
      h('span', null, h('i.swatch.bar'), 'request, until its answer and its end'), h('span', null, h('i.swatch.due'), 'due'),
      h('a', { href: '#history', onclick: (event) => { event.preventDefault(); go('history'); } }, 'Read it as a list')));
}

function go(id) {
  const there = id && document.getElementById(id);
  if (!there) return;
  there.scrollIntoView({ block: 'center' });
  there.setAttribute('tabindex', '-1');
  there.focus({ preventScroll: true });
}

function scaled(all, now, width) {
  const times = all.flatMap((lane) => [...lane.marks.map((mark) => mark.at), ...lane.bars.flatMap((bar) => [bar.from, bar.until, bar.due])]).concat(now).map(Date.parse);
  const from = Math.min(...times);
  const span = Math.max(3_600_000, Math.max(...times) - from);
  const room = width - NAMES - 40;
  const scale = (time) => NAMES + 14 + ((Date.parse(time) - from) / span) * room;
  return Object.assign(scale, { from, span, room });
}

function axis(scale, width, bottom) {
  const step = STEPS.find((one) => (scale.span / one) * 92 <= scale.room) || STEPS.at(-1);
  const first = new Date(scale.from);
  first.setMinutes(0, 0, 0);
  if (step >= STEPS[4]) first.setHours(0);
  const ticks = [];
  for (let at = first.getTime(); at <= scale.from + scale.span; at += step) {
    const x = scale(new Date(at).toISOString());
    if (x >= NAMES && x < width - 50) ticks.push(svg('g', { class: 'tick' }, svg('line', { x1: x, x2: x, y1: AXIS - 6, y2: bottom }), svg('text', { x: x + 4, y: 14 }, step >= STEPS[4] ? day(at) : CLOCK.format(at))));
  }
  return svg('g', null, ticks);
}

function drawLane(lane, top, width, scale, now) {
  return svg('g', { class: 'lane' },
    svg('line', { class: 'rule', x1: 0, x2: width, y1: top, y2: top }),
    svg('text', { class: 'lanename', x: 12, y: top + 22 }, lane.name.length > 20 ? `${lane.name.slice(0, 19)}…` : lane.name),
    lane.rows.map((row, n) => row.map((bar) => drawBar(bar, top + LINE + n * ROW, scale))),
    spread(lane.marks, scale, now).map(([mark, x, room]) => drawMark(mark, x, top + 17, room)));
}

/** Marks of one lane never lie on each other: what came a moment later stands a little further, but not past now. */
function spread(marks, scale, now) {
  let last = -Infinity;
  const placed = [...marks].sort((a, b) => a.at.localeCompare(b.at)).map((mark) => {
    last = Math.max(scale(mark.at), last + APART);
    return [mark, last];
  });
  let limit = Math.max(scale(now), ...marks.map((mark) => scale(mark.at)));
  for (const one of placed.reverse()) {
    one[1] = Math.min(one[1], limit);
    limit = one[1] - APART;
  }
  placed.reverse();
  return placed.map(([mark, x], n) => [mark, x, (placed[n + 1]?.[1] ?? scale.room + NAMES + 30) - x - 14]);
}

const SHAPES = {
  milestone: (x, y) => svg('circle', { cx: x, cy: y, r: 5.5 }),
  message: (x, y) => svg('path', { d: `M${x - 6} ${y - 5}h12v8h-7l-4 3.6v-3.6h-1z` }),
  told: (x, y) => svg('circle', { cx: x, cy: y, r: 4 }),
  read: (x, y) => svg('circle', { cx: x, cy: y, r: 4 }),
  untold: (x, y) => svg('path', { d: `M${x - 3.5} ${y - 3.5}l7 7M${x + 3.5} ${y - 3.5}l-7 7` }),
};

function drawMark(mark, x, y, room) {
  const short = mark.label.includes(': ') && mark.sort === 'milestone' ? mark.label.split(': ')[1] : mark.label;
  return svg('g', { class: `mark ${mark.sort}${mark.gone ? ' gone' : ''}${mark.correction ? ' correction' : ''}`, 'data-target': mark.target },
    svg('title', null, `${mark.label}\n${absolute(mark.at)}${mark.gone ? '\nCorrected later' : ''}`), SHAPES[mark.sort](x, y),
    mark.sort === 'milestone' && short.length * LETTER < room ? svg('text', { x: x + 9, y: y + 4 }, short) : null);
}

function drawBar(bar, y, scale) {
  const [from, until, due] = [bar.from, bar.until, bar.due].map(scale);
  const answered = bar.answered ? Math.min(scale(bar.answered), until) : null;
  return svg('g', { class: `bar ${bar.state}`, 'data-target': bar.target },
    svg('title', null, `${bar.label}\nasked ${absolute(bar.from)}, due ${absolute(bar.due)}${bar.answered ? `\nanswered ${absolute(bar.answered)}` : '\nnot answered'}`),
    svg('rect', { class: 'asked', x: from, y, width: Math.max(4, until - from), height: 10, rx: 3 }),
    answered === null ? null : svg('rect', { class: 'answered', x: answered, y, width: Math.max(3, until - answered), height: 10, rx: 3 }),
    svg('line', { class: 'due', x1: due, x2: due, y1: y - 2, y2: y + 12 }));
}

const legend = (sort, words) => h('span', null, svg('svg', { viewBox: '0 0 16 16', width: 16, height: 16, class: `mark ${sort}`, 'aria-hidden': 'true' }, SHAPES[sort](8, 8)), words);

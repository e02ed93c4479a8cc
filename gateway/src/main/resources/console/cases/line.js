import { h } from '../lib/dom.js';
import { plainly, since } from '../lib/times.js';
import * as words from '../lib/words.js';

const mover = (on) => (on.partner ? words.partner(on.partner) : words.role(on.role));

/** Whose move it is, for how long, and until when. */
export function move(on) {
  if (!on) return h('span.soft', null, 'nobody is waited for');
  const over = !on.heldSince && new Date(on.expectedBy) < new Date();
  return [h('span.mover', null, mover(on)), ' ', h('span.soft', null, 'for ', since(on.since), ', '),
    h(`span${over ? '.late' : '.soft'}`, null, on.heldSince ? 'on hold' : [over ? 'was due ' : 'due ', plainly(on.expectedBy)])];
}

/** How much of the time is gone, as a bar; said in words beside it. */
export function gauge(one) {
  const on = one.waitingOn;
  if (!on) return null;
  const whole = new Date(on.expectedBy) - new Date(on.since);
  const gone = Math.min(1, Math.max(0.03, (Date.now() - new Date(on.since)) / Math.max(1, whole)));
  const fill = h('i');
  fill.style.width = `${gone * 100}%`;
  return h('span.gauge', { 'data-status': one.status, 'aria-hidden': 'true' }, fill);
}

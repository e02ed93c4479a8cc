import { h } from './dom.js';
import { dialog } from './dialog.js';
import { length } from './times.js';

/**
 * Signs off a page that nobody uses (45 CFR 164.312(a)(2)(iii)), after a warning. Use is a key, a pointer or a scroll in any
 * window of this browser; what the page asks for by itself, and its open socket, are none. While somebody reads on, the
 * gateway is told now and then, since its own clock decides.
 */
const CHECK = 1000;
const WARN = 120_000;
const TELL = 60_000;
const USES = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchstart'];

export function watchIdle(idleSeconds, { tell, over }) {
  const idle = idleSeconds * 1000;
  const warn = Math.min(WARN, idle / 3);
  const others = new BroadcastChannel('waymark-use');
  let usedAt = Date.now();
  let toldAt = usedAt;
  let warning = null;
  let stopped = false;

  const used = (at = Date.now()) => {
    if (warning) return;
    if (at - usedAt > CHECK) others.postMessage(at);
    usedAt = Math.max(usedAt, at);
  };
  const stay = () => {
    warning = null;
    if (stopped) return;
    usedAt = Date.now();
    others.postMessage(usedAt);
    toldAt = usedAt;
    tell();
  };
  const check = () => {
    const now = Date.now();
    const left = usedAt + idle - now;
    if (left <= 0) {
      clearInterval(timer);
      over();
    } else if (left <= warn && !warning) warning = warned(left, stay);
    else if (left <= warn) warning.count(left);
    else if (usedAt - toldAt > TELL) {
      toldAt = now;
      tell();
    }
  };
  const use = () => used();
  USES.forEach((name) => addEventListener(name, use, { passive: true, capture: true }));
  others.onmessage = ({ data }) => {
    usedAt = Math.max(usedAt, data);
    warning?.close();
  };
  const timer = setInterval(check, CHECK);
  return () => {
    stopped = true;
    clearInterval(timer);
    others.close();
    warning?.close();
    USES.forEach((name) => removeEventListener(name, use, { capture: true }));
  };
}

function warned(left, stay) {
  const clock = h('strong');
  const count = (millis) => { clock.textContent = length(Math.ceil(millis / 1000)); };
  count(left);
  const shown = dialog('Are you still there?', (close) => [
    h('p', null, 'Nothing was touched for a while. To keep what is on this screen from others you are signed out in ', clock, '.'),
    h('div.actions', null, h('button.primary', { onclick: () => close(true), autofocus: true }, 'Stay signed in')),
  ]);
  shown.closed.then(() => stay());
  return { count, close: () => shown.close() };
}

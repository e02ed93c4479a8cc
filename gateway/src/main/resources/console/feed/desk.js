import { call, look } from '../lib/api.js';
import { latest } from '../lib/latest.js';

const LONGEST_TIMER = 2_000_000_000;
const REST = 60_000;

/**
 * What its user put aside and last saw, kept by the gateway so that it holds on another device; over the feed of alerts.
 * Fires `change`.
 */
export class Desk extends EventTarget {
  seenAt = null;
  #snoozed = new Map();
  #feed;
  #handed = null;
  #known = false;
  #timer = 0;
  #asking = 0;
  #stopped = false;
  #answers = latest();
  #back = () => { if (!document.hidden) this.load(); };

  constructor(feed) {
    super();
    this.#feed = feed;
    feed.addEventListener('change', () => this.#changed());
  }

  start() {
    document.addEventListener('visibilitychange', this.#back);
    this.#asking = setInterval(this.#back, REST);
    return this.load();
  }

  stop() {
    this.#stopped = true;
    this.#answers.end();
    clearTimeout(this.#timer);
    clearInterval(this.#asking);
    document.removeEventListener('visibilitychange', this.#back);
  }

  async load() {
    const counts = this.#answers.next();
    try {
      const kept = await look('/console/desk');
      if (!counts()) return;
      if (!this.#known) this.seenAt = kept.seenAt;
      if (this.#known && kept.handedAt !== this.#handed) this.#feed.restart();
      this.#known = true;
      this.#handed = kept.handedAt;
      this.#snoozed = new Map(kept.snoozed.map((one) => [one.alert, one.until]));
      this.#changed();
    } catch { /* what was known stays; it is asked again when the page is looked at */ }
  }

  until(alert) {
    const until = this.#snoozed.get(alert.alert);
    return until && Date.parse(until) > Date.now() ? until : null;
  }

  /** What is to be acknowledged now. */
  get waiting() {
    return this.#feed.waiting.filter((alert) => !this.until(alert));
  }

  get putAside() {
    return this.#feed.waiting.filter((alert) => this.until(alert));
  }

  isNew(alert) {
    return Boolean(this.seenAt) && alert.at > this.seenAt;
  }

  async snooze(alert, until) {
    await call('PUT', `/console/snoozes/${alert}`, { until });
    this.#answers.next();
    this.#snoozed.set(alert, until);
    this.#changed();
  }

  async wake(alert) {
    await call('DELETE', `/console/snoozes/${alert}`);
    this.#answers.next();
    this.#snoozed.delete(alert);
    this.#changed();
  }

  /** From the next sign-in on, what is here is no longer new. */
  async looked() {
    if (this.#stopped) return;
    await call('PUT', '/console/desk/seen', {}, { 'Waymark-Background': 'true' }).catch(() => {});
  }

  #changed() {
    clearTimeout(this.#timer);
    const next = Math.min(...this.putAside.map((alert) => Date.parse(this.until(alert))));
    if (Number.isFinite(next)) this.#timer = setTimeout(() => this.#changed(), Math.min(next - Date.now() + 50, LONGEST_TIMER));
    this.dispatchEvent(new Event('change'));
  }
}

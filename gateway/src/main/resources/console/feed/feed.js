import { Distrust, offer } from './session.js';

/**
 * The live feed of alerts (wire contract, section 9): comes back with its cursor after a break, so that nothing is lost or
 * told twice. Encrypted where the browser can; `protection` is `encrypted`, `unchecked` (the browser knows no Ed25519) or
 * `plain`. Fires `change` when alerts or the state change, `arrived` for an alert that came in live.
 */
const PING = 25_000;
const PONG = 10_000;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;
const SESSION_OVER = 1008;

export class Feed extends EventTarget {
  alerts = new Map();
  state = 'connecting';
  protection = 'plain';
  #offer = null;
  #refused = false;
  #frames = null;
  #incoming = Promise.resolve();
  #outgoing = Promise.resolve();
  #cursor = null;
  #newest = 0;
  #unconfirmed = new Map();
  #socket = null;
  #pause = FIRST_PAUSE;
  #timers = new Set();
  #stopped = false;
  #back = () => this.#reconnectNow();

  start() {
    addEventListener('online', this.#back);
    addEventListener('offline', this.#back);
    document.addEventListener('visibilitychange', this.#back);
    this.#connect();
  }

  stop() {
    this.#stopped = true;
    removeEventListener('online', this.#back);
    removeEventListener('offline', this.#back);
    document.removeEventListener('visibilitychange', this.#back);
    this.#clear();
    this.#socket?.close(1000);
  }

  get open() {
    return [...this.alerts.values()].filter((alert) => !alert.acknowledgedAt);
  }

  get waiting() {
    return this.open.filter((alert) => alert.ackRequired);
  }

  /** Said, and not heard of yet: it is said again after a break; the first one counts. */
  isUnderWay(id) {
    return this.#unconfirmed.has(id);
  }

  /** Begins anew: whose cases these are has changed. */
  restart() {
    this.#cursor = null;
    this.alerts.clear();
    this.#unconfirmed.clear();
    this.#socket?.close(1000);
    this.#connect();
  }

  acknowledge(id, note) {
    if (this.state !== 'live') return false;
    const ack = { type: 'ack', alert: id, ...(note && { note }) };
    this.#unconfirmed.set(id, ack);
    this.#send(ack);
    return true;
  }

  #connect() {
    this.#clear();
    const address = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/v1/alerts`;
    const socket = new WebSocket(address, 'waymark.v1');
    this.#socket = socket;
    this.#frames = null;
    this.#refused = false;
    this.#incoming = Promise.resolve();
    this.#outgoing = Promise.resolve();
    socket.onopen = () => this.#greet(socket);
    socket.onmessage = (message) => { this.#incoming = this.#incoming.then(() => this.#take(socket, message.data)); };
    socket.onclose = (event) => this.#incoming.then(() => socket === this.#socket && this.#lost(event));
  }

  async #greet(socket) {
    const mine = await offer();
    if (socket !== this.#socket) return;
    this.#offer = mine;
    this.#hello();
  }

  #hello() {
    this.#send({ type: 'hello', after: this.#cursor, ...(this.#offer && { key: this.#offer.key }) });
  }

  /** One at a time: the order of frames is part of what is agreed. */
  async #take(socket, data) {
    if (socket !== this.#socket || this.#refused) return;
    try {
      const frame = JSON.parse(this.#frames ? await this.#frames.read(data) : data);
      if (frame.type === 'ready' && this.#offer) this.#frames = await this.#offer.accept(frame.session);
      if (socket === this.#socket) this.#hear(frame);
    } catch (broken) {
      if (socket !== this.#socket) return;
      this.#refused = true;
      if (broken instanceof Distrust) {
        console.warn(`The gateway's answer was refused: ${broken.message}`);
        this.#become('distrusted');
      }
      socket.close();
    }
  }

  #hear(frame) {
    if (frame.type === 'ready') {
      this.#newest = frame.cursor;
      this.#pause = FIRST_PAUSE;
      this.protection = !this.#frames ? 'plain' : this.#frames.checked ? 'encrypted' : 'unchecked';
      this.#become('live');
      this.#unconfirmed.forEach((ack) => this.#send(ack));
      this.#beat();
    } else if (frame.type === 'alert') {
      this.#cursor = frame.cursor;
      this.alerts.set(frame.alert.alert, { ...frame.alert });
      if (frame.cursor > this.#newest) this.dispatchEvent(new CustomEvent('arrived', { detail: frame.alert }));
      this.#changed();
    } else if (frame.type === 'acked') {
      this.#cursor = frame.cursor;
      this.#unconfirmed.delete(frame.alert);
      const alert = this.alerts.get(frame.alert);
      if (alert) Object.assign(alert, { acknowledgedAt: frame.at, by: frame.by });
      this.#changed();
    } else if (frame.type === 'error' && frame.code === 'cursor-unknown') {
      this.#cursor = null;
      this.alerts.clear();
      this.#hello();
    } else if (frame.type === 'error') {
      this.#unconfirmed.clear();
      this.dispatchEvent(new CustomEvent('refused', { detail: frame }));
    } else if (frame.type === 'pong') {
      this.#beat();
    }
  }

  #changed() {
    if (this.pending) return;
    this.pending = true;
    requestAnimationFrame(() => {
      this.pending = false;
      this.dispatchEvent(new Event('change'));
    });
  }

  #beat() {
    this.#clear();
    this.#later(PING, () => {
      this.#send({ type: 'ping' });
      this.#later(PONG, () => this.#socket.close());
    });
  }

  #lost(event) {
    this.#clear();
    if (this.#stopped) return;
    if (this.state !== 'distrusted') this.#become(navigator.onLine ? 'reconnecting' : 'offline');
    if (event.code === SESSION_OVER || event.code === 1006) this.dispatchEvent(new Event('doubt'));
    const pause = this.#pause * (0.75 + Math.random() / 2);
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
    this.#later(pause, () => this.#connect());
  }

  #reconnectNow() {
    if (!navigator.onLine) {
      this.#become('offline');
      this.#socket?.close();
    } else if (!document.hidden && this.#socket?.readyState > WebSocket.OPEN && !this.#stopped) {
      this.#connect();
    }
  }

  #become(state) {
    if (this.state === state) return;
    this.state = state;
    this.#changed();
  }

  #send(frame) {
    const socket = this.#socket;
    const frames = this.#frames;
    if (socket?.readyState !== WebSocket.OPEN) return;
    this.#outgoing = this.#outgoing.then(async () => {
      const text = JSON.stringify(frame);
      const sealed = frames ? await frames.write(text) : text;
      if (socket.readyState === WebSocket.OPEN) socket.send(sealed);
    });
  }

  #later(millis, run) {
    this.#timers.add(setTimeout(run, millis));
  }

  #clear() {
    this.#timers.forEach(clearTimeout);
    this.#timers.clear();
  }
}

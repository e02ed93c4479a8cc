import { h, show, update, announce } from '../lib/dom.js';
import { toast, failed } from '../lib/toast.js';
import { keys } from '../lib/keys.js';
import { loading, empty } from '../lib/states.js';
import { absolute, when } from '../lib/times.js';
import { needsYou, goodToKnow, putAside, done } from './cards.js';
import { askUntil } from './snooze.js';
import { Stuck } from './stuck.js';
import { walk } from './walk.js';

const DATE = new Intl.DateTimeFormat(undefined, { weekday: 'long', month: 'long', day: 'numeric' });
const LOOKED = 5000;

/** What moved and waits for somebody to look: urgent first, by case. Gives what to do on leaving. */
export function today(main, feed, desk, me) {
  const page = new Today(main, feed, desk, me);
  return () => page.leave();
}

class Today {
  clearing = new Set();
  allNews = false;
  noting = null;
  head = h('div');
  body = h('div.stack');
  side = h('aside', { 'aria-label': 'Stuck cases' });

  constructor(main, feed, desk, me) {
    Object.assign(this, { main, feed, desk, me });
    show(main, h('div.page', null, this.head, h('div.columns', null, this.body, this.side)));
    this.stuck = new Stuck(this.side, me, feed);
    this.draw = () => this.paint();
    this.refused = (event) => {
      this.clearing.clear();
      toast(event.detail.detail, { tone: 'urgent' });
      this.paint();
    };
    feed.addEventListener('refused', this.refused);
    desk.addEventListener('change', this.draw);
    this.looked = setTimeout(() => desk.looked(), LOOKED);
    this.keys = keys('Today', walk(this));
    this.paint();
  }

  leave() {
    clearTimeout(this.looked);
    this.keys();
    this.stuck.leave();
    this.desk.looked();
    this.feed.removeEventListener('refused', this.refused);
    this.desk.removeEventListener('change', this.draw);
  }

  get live() {
    return this.feed.state === 'live';
  }

  isSent(alert) {
    return this.clearing.has(alert.alert) || this.feed.isUnderWay(alert.alert);
  }

  /** One click. What was said stands: an acknowledgement is for the record. */
  acknowledge(alerts, note) {
    alerts.forEach((alert) => this.clearing.delete(alert.alert));
    if (!alerts.every((alert) => this.feed.acknowledge(alert.alert, note))) announce('Not connected. Try again once it is live.');
    this.noting = null;
    this.paint();
  }

  /** Many at once can be taken back for a moment: they go when it is over. */
  clear(alerts) {
    alerts.forEach((alert) => this.clearing.add(alert.alert));
    this.paint();
    const many = new Set(alerts.map((alert) => alert.case)).size;
    toast(`News of ${many} cases cleared.`, {
      later: () => this.acknowledge(alerts),
      undo: () => {
        alerts.forEach((alert) => this.clearing.delete(alert.alert));
        this.paint();
      },
    });
  }

  async snooze(alert) {
    const until = await askUntil(alert);
    if (!until) return;
    try {
      await this.desk.snooze(alert.alert, until);
      toast(`Put aside until ${absolute(until)}.`, { undo: () => this.wake(alert) });
    } catch (refused) {
      failed(refused);
    }
  }

  wake(alert) {
    return this.desk.wake(alert.alert).catch(failed);
  }

  note(alert) {
    this.noting = this.noting === alert.alert ? null : alert.alert;
    this.paint();
    this.main.querySelector('.note textarea')?.focus();
  }

  paint() {
    const { feed, desk } = this;
    const waiting = desk.waiting;
    const news = feed.open.filter((alert) => !alert.ackRequired);
    const over = [...feed.alerts.values()].filter((alert) => alert.acknowledgedAt && alert.by);
    update(this.head, banner(feed), h('div.headline', null, h('div', null, h('h1', null, 'Today'), h('p.soft', null, DATE.format(new Date()), fresh(feed, desk))), summary(waiting)));
    update(this.body, feed.state === 'connecting' && !feed.alerts.size ? loading(3) : [
      waiting.length ? needsYou(waiting, this) : empty('check', 'Nothing waits for you', news.length ? 'Everything that needs somebody is acknowledged.' : 'When something moves on one of your cases, it shows here at once.'),
      putAside(desk.putAside, this), goodToKnow(news.filter((alert) => !this.isSent(alert)), this), done(over, this.me)]);
  }
}

function fresh(feed, desk) {
  const many = feed.open.filter((alert) => desk.isNew(alert)).length;
  return desk.seenAt && many ? [` · ${many} new since you last looked, `, when(desk.seenAt)] : null;
}

function summary(waiting) {
  if (!waiting.length) return null;
  const urgent = waiting.filter((alert) => alert.severity === 'urgent').length;
  const many = new Set(waiting.map((alert) => alert.case)).size;
  return h('dl.figures', null,
    figure(urgent, 'urgent', urgent ? 'urgent' : ''), figure(waiting.length, 'to acknowledge'), figure(many, many === 1 ? 'case' : 'cases'));
}

const figure = (value, label, tone = '') => h(`div${tone ? `.${tone}` : ''}`, null, h('dt', null, label), h('dd', null, value));

function banner(feed) {
  if (feed.state === 'live' || feed.state === 'connecting') return null;
  const words = {
    distrusted: 'What answers here could not show that it is the gateway, or changed what it said. Nothing of it is shown; it is tried again. Tell your administrator if this stays.',
    offline: 'You are offline. What you see may be old; it catches up by itself when you are back.',
  }[feed.state] || 'The connection was lost. Reconnecting; nothing is missed meanwhile.';
  return h('p.banner', { role: 'status' }, words);
}

import { h, show, update } from '../lib/dom.js';
import { get, look, casePath } from '../lib/api.js';
import { icon } from '../lib/icons.js';
import { keys } from '../lib/keys.js';
import { latest } from '../lib/latest.js';
import { when } from '../lib/times.js';
import { loading, fault, empty } from '../lib/states.js';
import * as words from '../lib/words.js';
import { standing } from './standing.js';
import { picture } from './picture.js';
import { history } from './history.js';
import { thread } from './thread.js';
import { ask, note, reply } from './ask.js';
import { onIt } from './people.js';
import { handOver } from '../cases/handover.js';

const REST = 60_000;
const PLANNED = [1500, 6000];

/** One case: how it stands, whose turn it is, what is said about it, and all that happened, with who was told what, and why. */
export function caseView(main, ref, feed, me, query) {
  const page = new Case(main, ref, feed, me, query.get('answer'));
  return () => page.leave();
}

class Case {
  #gone = false;
  #answers = latest();
  #timer = 0;

  constructor(main, ref, feed, me, toAnswer) {
    Object.assign(this, { main, ref, feed, me, toAnswer, timeline: null, messages: [] });
    this.body = h('div');
    show(main, h('div.page', null, h('a.back', { href: '#/cases' }, icon('back'), 'Cases'), this.body));
    this.moved = (event) => event.detail.case === ref && this.load(look);
    feed?.addEventListener('arrived', this.moved);
    this.resized = () => this.timeline && this.paint();
    addEventListener('resize', this.resized);
    this.back = () => document.hidden || this.load(look);
    document.addEventListener('visibilitychange', this.back);
    const open = (what) => () => this.timeline && what();
    this.keys = keys('Case', [
      ['m', 'Ask or tell somebody', open(() => ask(this))],
      ...(this.manages ? [['n', 'Write a note', open(() => note(this))], ['h', 'Hand over', open(() => handOver([ref], me, () => this.load(get)))]] : []),
      ['b', 'Back to all cases', () => { location.hash = '#/cases'; }],
    ]);
    update(this.body, this.heading(), loading(1, true));
    this.load(get);
  }

  /** Whom a partner has met on this case. */
  partners() {
    return [...this.timeline.milestones.flatMap((one) => [one.partner, ...one.tasks.map((task) => task.owner)]), ...this.messages.map((one) => one.from)]
      .filter((id) => id !== 'managers');
  }

  get manages() {
    return !this.me.roles.includes('partner');
  }

  leave() {
    this.#gone = true;
    this.#answers.end();
    clearTimeout(this.#timer);
    this.keys();
    removeEventListener('resize', this.resized);
    document.removeEventListener('visibilitychange', this.back);
    this.feed?.removeEventListener('arrived', this.moved);
  }

  load = async (ask = get) => {
    clearTimeout(this.#timer);
    const counts = this.#answers.next();
    try {
      const [timeline, said] = await Promise.all([ask(`${casePath(this.ref)}/timeline`), ask(`${casePath(this.ref)}/messages`)]);
      if (!counts()) return;
      this.timeline = timeline;
      this.messages = said.messages;
      this.paint();
      this.#answer();
    } catch (refused) {
      if (!counts()) return;
      if (!this.timeline) this.#fault(refused);
    }
    this.#timer = setTimeout(this.back, REST);
  };

  #fault(refused) {
    update(this.body, h('h1', null, this.ref.split('/')[1]), refused.status === 404
      ? empty('cases', 'No such case', 'It does not exist, or you do not manage it.', h('a.button', { href: '#/cases' }, 'All cases'))
      : fault('The case did not load', refused, () => this.load()));
  }

  /** Who came from the inbox came to answer. */
  #answer() {
    const asked = this.messages.find((one) => one.message === this.toAnswer);
    this.toAnswer = null;
    if (asked) reply(asked, this);
  }

  /** What was just said is planned a moment later: whom it was told, what it asks. */
  async settle() {
    await this.load();
    for (const pause of PLANNED) setTimeout(() => this.#gone || this.load(look), pause);
  }

  paint() {
    const { timeline } = this;
    const first = !this.body.querySelector('.scroller');
    update(this.body, this.heading(), standing(timeline), picture(timeline, this.messages, this.body.clientWidth),
      h('div.columns', null, h('div.stack', null, thread(this), history(timeline, this)), onIt(timeline, this)));
    const latest = this.body.querySelector('.scroller');
    if (first && latest) latest.scrollLeft = latest.scrollWidth;
  }

  heading() {
    const { timeline } = this;
    const [program, code] = this.ref.split('/');
    return h('div.headline', null,
      h('div', null, h('h1', null, code, timeline ? h('span.status', { 'data-status': timeline.status }, words.status(timeline.status)) : null),
        h('p.soft', null, program, timeline?.enrolledAt ? [' · enrolled ', when(timeline.enrolledAt)] : null)),
      timeline ? h('div.actions', null,
        h('button.primary', { onclick: () => ask(this) }, icon('ask'), 'Ask or tell'),
        this.manages ? [h('button', { onclick: () => note(this) }, icon('note'), 'Note'),
          h('button', { onclick: () => handOver([this.ref], this.me, () => this.load()) }, icon('hand'), 'Hand over')] : null) : null);
  }
}

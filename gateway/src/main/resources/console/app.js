import { h, show, announce } from './lib/dom.js';
import { call, get, look, session } from './lib/api.js';
import { keys, listen, help } from './lib/keys.js';
import { watchIdle } from './lib/idle.js';
import { placeToasts, undoLatest } from './lib/toast.js';
import { tellExactTimes } from './lib/exact.js';
import { empty } from './lib/states.js';
import { learn } from './lib/words.js';
import { Feed } from './feed/feed.js';
import { Desk } from './feed/desk.js';
import { Shell } from './shell.js';
import { signIn } from './signin.js';
import { today } from './today/today.js';
import { cases } from './cases/cases.js';
import { caseView } from './case/case.js';
import { partners } from './partners/partners.js';
import { inbox } from './inbox/inbox.js';

const root = document.getElementById('app');
const shell = new Shell();
const GOODBYE = 3000;

let me = null;
let feed = null;
let desk = null;
let leave = () => {};
let stops = [];

const has = (role) => me.roles.includes(role);
const manages = () => !has('partner') && (has('case-manager') || has('supervisor'));

const PAGES = [
  { name: 'today', key: 't', label: 'Today', icon: 'today', for: manages, view: (main) => today(main, feed, desk, me) },
  { name: 'inbox', key: 'i', label: 'Inbox', icon: 'inbox', for: () => has('partner'), view: (main) => inbox(main, me) },
  { name: 'cases', key: 'c', label: 'Cases', icon: 'cases', for: () => manages() || has('partner'), view: (main, query) => cases(main, query, me) },
  { name: 'partners', key: 'p', label: 'Partners', icon: 'partners', for: () => me.programs.length > 0 || has('partner'), view: (main, query) => partners(main, query, me) },
];
const mine = () => PAGES.filter((page) => page.for());

async function open() {
  try {
    me = await get('/console/session');
  } catch (refused) {
    if (refused.status !== 401) show(root, sorry(refused));
    return;
  }
  learn(me);
  if (manages()) subscribe();
  stops.push(
    watchIdle(me.idleSeconds, { tell: () => get('/console/session').catch(() => {}), over: () => signOut('You were signed out because nothing was touched for a while.') }),
    keys('Everywhere', [
      ...mine().map((page) => [`g ${page.key}`, `Go to ${page.label}`, () => { location.hash = `#/${page.name}`; }]),
      ['/', 'Search', () => document.querySelector('input[type=search]')?.focus()],
      ['u', 'Undo what was just done', undoLatest],
      ['?', 'Show these keys', help]]));
  show(root, shell.header(me, mine(), manages(), () => signOut('You are signed out.')), shell.main);
  route();
}

const sorry = (refused) => h('main.center', { id: 'main' }, h('div.empty', null,
  h('h1', null, 'Waymark did not open'), h('p', null, refused.message), h('div.actions', null, h('button.primary', { onclick: open }, 'Try again'),
    refused.status === 403 ? h('button', { onclick: () => signOut('You are signed out.') }, 'Sign out') : null)));

function subscribe() {
  feed = new Feed();
  desk = new Desk(feed);
  desk.addEventListener('change', () => shell.status(feed, desk));
  feed.addEventListener('arrived', (event) => announce(`${event.detail.severity === 'urgent' ? 'Urgent: ' : ''}${event.detail.title}, ${event.detail.case}`));
  feed.addEventListener('doubt', () => look('/console/session').catch(() => {}));
  feed.start();
  desk.start();
  stops.push(() => feed.stop(), () => desk.stop());
  shell.status(feed, desk);
}

function route() {
  if (!me) return;
  leave();
  leave = () => {};
  const [path, query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  const [name, ...rest] = decodeURIComponent(path).split('/');
  const page = mine().find((one) => one.name === name) || mine()[0];
  if (name === 'case' && rest.length === 2 && mine().some((one) => one.name === 'cases')) {
    shell.at('cases', rest[1]);
    leave = caseView(shell.main, rest.join('/'), feed, me, new URLSearchParams(query)) || leave;
  } else if (page) {
    shell.at(page.name, page.label);
    leave = page.view(shell.main, new URLSearchParams(query)) || leave;
  } else {
    shell.at('', '');
    show(shell.main, h('div.page', null, h('h1', null, 'Waymark'), empty(null, 'Nothing to see here', 'Your role has no pages in this console. The API answers you as before.')));
  }
  scrollTo(0, 0);
}

async function signOut(message) {
  putAway();
  show(root, h('p.boot', { role: 'status' }, 'Signing out…'));
  await Promise.race([call('DELETE', '/v1/sessions/current').catch(() => {}), new Promise((late) => setTimeout(late, GOODBYE))]);
  over(message);
}

/** Nothing goes on by itself after this. */
function putAway() {
  stops.forEach((stop) => stop());
  stops = [];
  leave();
  leave = () => {};
}

function over(message) {
  if (!me && root.querySelector('.signin')) return;
  putAway();
  document.querySelectorAll('dialog').forEach((one) => one.close());
  feed = null;
  desk = null;
  me = null;
  shell.over();
  show(root, signIn(message, open));
}

session.addEventListener('over', () => over(me ? 'Your session is over. Sign in again to go on where you were.' : ''));
addEventListener('hashchange', () => {
  route();
  shell.main.focus({ preventScroll: true });
});
listen();
placeToasts();
tellExactTimes();
open();

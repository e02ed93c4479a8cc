import { h, icon, show, announce } from './dom.js';
import { call, get, session } from './api.js';
import { Feed } from './feed.js';
import { learn } from './words.js';
import { signIn } from './signin.js';
import { today } from './today.js';
import { cases } from './cases.js';
import { caseView } from './case.js';
import { scoreboard } from './scoreboard.js';

const root = document.getElementById('app');
const main = h('main', { id: 'main', tabindex: '-1' });
const pill = h('span.pill', { role: 'status' });
const count = h('span.count', { 'aria-hidden': 'true' });

let me = null;
let feed = null;
let leave = () => {};
let current = '';

const PAGES = [
  { name: 'today', label: 'Today', icon: 'today', for: () => managesCases(), view: (part) => today(main, feed, me) },
  { name: 'cases', label: 'Cases', icon: 'cases', for: () => managesCases() || has('partner'), view: () => cases(main) },
  { name: 'scoreboard', label: 'Scoreboard', icon: 'score', for: () => me.programs.length > 0 || has('partner'), view: () => scoreboard(main, me) },
];

const has = (role) => me.roles.includes(role);
const managesCases = () => !has('partner') && (has('case-manager') || has('supervisor'));
const mine = () => PAGES.filter((page) => page.for());

async function open() {
  try {
    me = await get('/console/session');
  } catch (refused) {
    if (refused.status !== 401) show(root, sorry(refused, open));
    return;
  }
  learn(me);
  if (managesCases()) listen();
  show(root, header(), main);
  route();
}

function sorry(refused, again) {
  return h('main.center', { id: 'main' }, h('div.empty', null,
    h('h1', null, 'Waymark did not open'), h('p', null, refused.message), h('button.primary', { onclick: again }, 'Try again')));
}

function header() {
  const tabs = mine().map((page) => h('a.tab', { href: `#/${page.name}`, 'data-page': page.name },
    icon(page.icon), h('span', null, page.label), page.name === 'today' ? count : null));
  return h('header.top', null,
    h('a.brand', { href: '#/', 'aria-label': 'Waymark, start page' }, h('img', { src: '/console/icon.svg', alt: '', width: 28, height: 28 }), h('span', null, 'Waymark')),
    h('nav.tabs', { 'aria-label': 'Pages' }, tabs),
    h('div.me', null, managesCases() ? pill : null, h('span.who', { title: `Signed in as ${me.user}` }, me.name),
      h('button.quiet', { onclick: signOut, 'aria-label': 'Sign out', title: 'Sign out' }, icon('out'))));
}

function listen() {
  feed = new Feed();
  feed.addEventListener('change', status);
  feed.addEventListener('arrived', (event) => announce(`${event.detail.severity === 'urgent' ? 'Urgent: ' : ''}${event.detail.title}, ${event.detail.case}`));
  feed.addEventListener('doubt', () => get('/console/session').catch(() => {}));
  feed.start();
  status();
}

const STATES = { live: 'Live', connecting: 'Connecting…', reconnecting: 'Reconnecting…', offline: 'Offline', distrusted: 'Not trusted' };
const PROTECTION = {
  encrypted: ['encrypted', 'Alerts are encrypted for this page alone, and signed by the gateway.'],
  unchecked: ['encrypted, unchecked', 'Alerts are encrypted for this page alone. This browser has no Ed25519, so it could not check that the key came from the gateway.'],
  plain: ['not encrypted', 'This page came over plain HTTP, where browsers do not encrypt: alerts are as readable on the way as the page itself. Use HTTPS.'],
};

function status() {
  pill.dataset.state = feed.state;
  const [protection, about] = feed.state === 'live' ? PROTECTION[feed.protection] : ['', ''];
  const words = STATES[feed.state] + (protection && ` · ${protection}`);
  pill.dataset.protection = protection && feed.protection;
  pill.title = about;
  if (pill.textContent !== words) pill.textContent = words;
  const waiting = feed.waiting.length;
  count.textContent = waiting || '';
  title();
}

function title() {
  const waiting = feed ? feed.waiting.length : 0;
  document.title = `${waiting ? `(${waiting}) ` : ''}${current ? `${current} · ` : ''}Waymark`;
}

function route() {
  if (!me) return;
  leave();
  leave = () => {};
  const [name, ...rest] = decodeURIComponent(location.hash.replace(/^#\/?/, '')).split('/');
  const page = mine().find((one) => one.name === name);
  const on = name === 'case' ? 'cases' : (page || mine()[0] || {}).name;
  for (const tab of document.querySelectorAll('.tab')) {
    if (tab.dataset.page === on) tab.setAttribute('aria-current', 'page');
    else tab.removeAttribute('aria-current');
  }
  if (name === 'case' && rest.length === 2) {
    current = rest[1];
    leave = caseView(main, rest.join('/'), feed) || leave;
  } else if (page || mine().length) {
    const shown = page || mine()[0];
    current = shown.label;
    leave = shown.view() || leave;
  } else {
    current = '';
    show(main, h('div.empty', null, h('h1', null, 'Nothing to see here'), h('p', null, 'Your role has no pages in this console yet. The API answers you as before.')));
  }
  title();
  scrollTo(0, 0);
}

async function signOut() {
  await call('DELETE', '/v1/sessions/current').catch(() => {});
  over('You are signed out.');
}

function over(message) {
  if (!me && root.querySelector('.signin')) return;
  feed?.stop();
  leave();
  leave = () => {};
  feed = null;
  me = null;
  current = 'Sign in';
  main.replaceChildren();
  title();
  show(root, signIn(message, open));
}

session.addEventListener('over', () => over(me ? 'Your session is over. Sign in again to go on where you were.' : ''));
addEventListener('hashchange', () => {
  route();
  main.focus({ preventScroll: true });
});
open();

import { h } from './lib/dom.js';
import { icon } from './lib/icons.js';
import { help } from './lib/keys.js';

const STATES = { live: 'Live', connecting: 'Connecting…', reconnecting: 'Reconnecting…', offline: 'Offline', distrusted: 'Not trusted' };
const PROTECTION = {
  encrypted: ['encrypted', 'Alerts are encrypted for this page alone, and signed by the gateway.'],
  unchecked: ['encrypted, unchecked', 'Alerts are encrypted for this page alone. This browser has no Ed25519, so it could not check that the key came from the gateway.'],
  plain: ['not encrypted', 'This page came over plain HTTP, where browsers do not encrypt: alerts are as readable on the way as the page itself. Use HTTPS.'],
};

/** What stands around every page: where to go, who is signed in, how the live feed stands. */
export class Shell {
  main = h('main', { id: 'main', tabindex: '-1' });
  #pill = h('span.pill', { role: 'status' });
  #count = h('span.count', { 'aria-hidden': 'true' });
  #current = '';
  #waiting = 0;

  header(me, pages, listens, signOut) {
    const tabs = pages.map((page) => h('a.tab', { href: `#/${page.name}`, 'data-page': page.name },
      icon(page.icon), h('span', null, page.label), page.name === 'today' ? this.#count : null));
    return h('header.top', null,
      h('a.brand', { href: '#/', 'aria-label': 'Waymark, start page' }, h('img', { src: '/console/icon.svg', alt: '', width: 28, height: 28 }), h('span', null, 'Waymark')),
      h('nav.tabs', { 'aria-label': 'Pages' }, tabs),
      h('div.me', null, listens ? this.#pill : null, h('span.who', { title: `Signed in as ${me.user}` }, me.name),
        h('button.quiet.keyhelp', { onclick: help, 'aria-label': 'Keyboard', title: 'Keyboard (?)' }, icon('keys')),
        h('button.quiet', { onclick: signOut, 'aria-label': 'Sign out', title: 'Sign out' }, icon('out'))));
  }

  status(feed, desk) {
    this.#pill.dataset.state = feed.state;
    const [protection, about] = feed.state === 'live' ? PROTECTION[feed.protection] : ['', ''];
    const words = STATES[feed.state] + (protection && ` · ${protection}`);
    this.#pill.dataset.protection = protection && feed.protection;
    this.#pill.title = about;
    if (this.#pill.textContent !== words) this.#pill.textContent = words;
    this.#waiting = desk.waiting.length;
    this.#count.textContent = this.#waiting || '';
    this.title(this.#current);
  }

  at(page, title) {
    for (const tab of document.querySelectorAll('.tab')) {
      if (tab.dataset.page === page) tab.setAttribute('aria-current', 'page');
      else tab.removeAttribute('aria-current');
    }
    this.title(title);
  }

  title(current) {
    this.#current = current;
    document.title = `${this.#waiting ? `(${this.#waiting}) ` : ''}${current ? `${current} · ` : ''}Waymark`;
  }

  over() {
    this.#waiting = 0;
    this.main.replaceChildren();
    this.title('Sign in');
  }
}

import { h } from '../lib/dom.js';
import { icon } from '../lib/icons.js';
import * as words from '../lib/words.js';
import { ask } from './ask.js';

/** Who is on the case: people with what they agreed to, partners, managers. */
export function onIt(timeline, page) {
  const people = timeline.people || [];
  return h('aside', { 'aria-label': 'Who is on the case' },
    people.length ? box('People', people.map(person)) : null,
    timeline.partners ? box('Partners', timeline.partners.map((one) => h('li', null, h('strong', null, words.partner(one.id)), h('span.soft', null, words.role(one.role))))) : null,
    timeline.managers ? box('Managers', timeline.managers.length ? timeline.managers.map((name) => h('li', null, h('strong', null, words.person(name)))) : [h('li.soft', null, 'The supervisors of the program')]) : null,
    page.manages ? change(timeline, page) : null);
}

const person = (one) => h('li', { 'data-key': one.id }, h('strong', null, one.name),
  h('span.soft', null, [`${one.relation}${one.relation === 'caregiver' && !one.authorized ? ', not authorized' : ''}`, words.language(one.language), one.timeZone?.replace(/_/g, ' ')].filter(Boolean).join(' · ')),
  one.sms ? contact('sms', one.sms.number, one.sms.consent) : null,
  one.email ? contact('mail', one.email.address, one.email.consent, one.email.encrypted) : null,
  one.quietHours ? h('span.soft', null, `quiet from ${one.quietHours.from} until ${one.quietHours.until}`) : null,
  one.sms || one.email ? null : h('span.soft', null, 'no way to be told'));

const contact = (name, text, consent, encrypted) => h('span.contact', null, icon(name), h('span', null, text),
  h('span.tag', { 'data-tone': consent ? null : 'warning' }, consent ? 'agreed' : 'no consent'), encrypted ? h('span.tag', null, 'encrypted') : null);

const box = (title, items) => h('section.card.box', null, h('h2.over', null, title), h('ul', null, items));

/** The case is the hub's to enrol and change, signed by its system (wire contract, section 4); a person asks for it. */
function change(timeline, page) {
  const hub = timeline.partners?.find((one) => ['hub', 'manufacturer'].includes(one.role));
  return h('section.card.box', null, h('h2.over', null, 'To change something'),
    h('p.soft', null, `Who is on the case, contacts and consents are what ${hub ? words.partner(hub.id) : 'the hub'} enrolled, signed by its system. Ask it to change them; who manages the case you change yourself, by handing it over.`),
    hub ? h('button', { onclick: () => ask(page, { to: [hub.id], text: 'Please change this case: ' }) }, `Ask ${words.partner(hub.id)}`) : null);
}

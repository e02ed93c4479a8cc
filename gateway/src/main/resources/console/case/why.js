import { h, update } from '../lib/dom.js';
import { get, call } from '../lib/api.js';
import { dialog } from '../lib/dialog.js';
import { loading, fault } from '../lib/states.js';
import { toast, failed } from '../lib/toast.js';
import { when } from '../lib/times.js';
import * as words from '../lib/words.js';

const OUTCOMES = {
  sent: 'It was sent.', minimised: 'It was sent, saying no more than that there is news.', held: 'It is held.', due: 'It is on its way.',
  kept: 'It is in the inbox.', 'left-out': 'It was not sent.', dead: 'It could not be delivered.',
};
const CONTENT = { minimal: 'that there is news, no more', 'what-moved': 'what moved', full: 'everything' };
const TRIED = { accepted: 'Accepted', deferred: 'To be tried again', refused: 'Refused', closed: 'Closed' };

/** Why one message was sent, held, kept short or not sent, and each attempt; where it failed, another try. */
export function why(message, page) {
  dialog('Why?', (close) => {
    const place = h('div.stack');
    const load = async () => {
      update(place, loading());
      try {
        update(place, decision(await get(`/v1/notifications/${message.notification}`), page, close));
      } catch (refused) {
        update(place, fault('It did not load', refused, load));
      }
    };
    load();
    return place;
  }, { wide: true });
}

function decision(one, page, close) {
  const facts = [
    ['To', one.recipient.name || words.partner(one.recipient.partner || '') || one.recipient.relation],
    ['By', words.channel(one.channel)],
    ['For', words.purpose(one.purpose)],
    ['It says', CONTENT[one.content] || null],
    ['Encrypted to its reader', one.encrypted === null ? null : one.encrypted ? 'yes' : 'no'],
    ['Decided', when(one.madeAt)],
    ['Held until', when(one.heldUntil)],
    ['Next try', one.outcome === 'held' ? null : when(one.nextAt)],
    ['Sent', when(one.sentAt)],
    ['Acknowledged', when(one.acknowledgedAt)],
    ['Sent again', one.sentAgain ? `${one.sentAgain} times` : null],
  ].filter(([, value]) => value);
  return [
    h('p', null, h('strong', null, OUTCOMES[one.outcome] || one.outcome), ' ', one.why),
    h('dl.facts', null, facts.map(([name, value]) => h('div', null, h('dt', null, name), h('dd', null, value)))),
    one.attempts.length ? h('section', null, h('h3', null, 'Attempts'), h('ol.attempts', null, one.attempts.map(attempt))) : null,
    one.outcome === 'dead' ? h('div.actions', null, h('button.primary', { onclick: () => again(one, page, close) }, 'Send again')) : null,
  ];
}

const attempt = (one) => h('li', null, h('span.tag', { 'data-tone': one.outcome === 'accepted' ? 'info' : one.outcome === 'deferred' ? 'warning' : 'urgent' }, TRIED[one.outcome] || one.outcome),
  h('span', null, when(one.at)), h('span.soft', null, one.why || one.code), one.words ? h('code', null, one.words) : null, one.nextAt ? h('span.soft', null, 'then ', when(one.nextAt)) : null);

/** It goes out under its own id, so whoever got it already knows it again. */
async function again(one, page, close) {
  try {
    const { resent } = await call('POST', `/v1/notifications/${one.notification}/resend`, {});
    close();
    toast(resent ? 'It is on its way again.' : 'It is on its way already.');
    await page.load();
  } catch (refused) {
    failed(refused);
  }
}

import { h } from '../lib/dom.js';
import { call, casePath } from '../lib/api.js';
import { dialog, form, labelled } from '../lib/dialog.js';
import { toast } from '../lib/toast.js';
import * as words from '../lib/words.js';

const TIMES = [['', 'No answer needed'], ['PT4H', 'within 4 hours'], ['PT24H', 'within 24 hours'], ['PT48H', 'within 2 days'], ['P7D', 'within a week']];
const LONGEST = 2000;

/** The writer's own name of a message: sending it again is not saying it twice. */
const ownId = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

const post = (page, body) => call('POST', `${casePath(page.ref)}/messages`, body);

/** Whom the reader can write to on this case. */
function others(page) {
  const listed = page.timeline.partners?.map((one) => one.id) || page.partners();
  const ids = [...new Set(listed)].filter((id) => id !== page.me.partner);
  return page.manages ? ids : [...ids, 'managers'];
}

/** Asks or tells partners on the case; with a time it is a request like any other, with a clock and a place in the score. */
export function ask(page, { to = [], text = '' } = {}) {
  const id = ownId();
  dialog('Ask or tell', (close) => {
    const choices = others(page);
    const boxes = choices.map((one) => {
      const box = h('input', { type: 'checkbox', value: one, id: `to-${one}` });
      box.checked = to.includes(one) || choices.length === 1;
      return box;
    });
    const said = h('textarea', { rows: 4, maxlength: LONGEST, required: true });
    said.value = text;
    const within = h('select', null, TIMES.map(([value, label]) => h('option', { value, selected: value === 'PT24H' }, label)));
    return form([
      h('fieldset', null, h('legend', null, 'To'), boxes.map((box) => h('label.check', { for: box.id }, box, words.sender(box.value)))),
      labelled('Message', said, 'It goes to these organisations alone, never to patients or caregivers.'),
      labelled('Answer', within, 'With a time, it is a request: it is reminded, and counts in the score.'),
    ], 'Send', async () => {
      const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
      if (!chosen.length) throw new Error('Choose to whom it goes.');
      await post(page, { id, to: chosen, text: said.value.trim(), ...(within.value && { answerWithin: within.value }) });
      close();
      toast(`Sent to ${chosen.map(words.sender).join(', ')}.`);
      await page.settle();
    });
  });
}

/** Answers one: to whoever wrote it. What it asked of the reader's organisation is done with that. */
export function reply(one, page) {
  const id = ownId();
  const mine = page.me.partner || 'managers';
  const to = one.from === mine ? one.to.filter((name) => name !== mine) : [one.from];
  dialog(`To ${to.map(words.sender).join(', ')}`, (close) => {
    const said = h('textarea', { rows: 4, maxlength: LONGEST, required: true });
    return [h('p.quoted', null, one.text),
      form(labelled('Answer', said), 'Send', async () => {
        await post(page, { id, to, text: said.value.trim(), inReplyTo: one.message });
        close();
        toast('Sent.');
        await page.settle();
      })];
  });
}

/** For who manages the case alone. */
export function note(page) {
  const id = ownId();
  dialog('Note', (close) => {
    const said = h('textarea', { rows: 4, maxlength: LONGEST, required: true });
    return form(labelled('Note', said, 'For the record of this case; its managers see it, no partner does.'), 'Keep', async () => {
      await post(page, { id, to: ['managers'], text: said.value.trim() });
      close();
      toast('Noted.');
      await page.settle();
    });
  });
}

import { h, show, announce } from '../lib/dom.js';
import { get } from '../lib/api.js';
import { dialog, form, labelled } from '../lib/dialog.js';
import { failed } from '../lib/toast.js';
import { absolute, when } from '../lib/times.js';
import * as words from '../lib/words.js';
import { give, nobody, takeBack, whom } from './handover.js';

/**
 * Gives all of one's own cases to a colleague, a supervisor those of anybody: first says how many would go. What was given
 * so, and still stands, can be ended here.
 */
export function handAll(me, done) {
  const supervises = me.roles.includes('supervisor');
  dialog(supervises ? 'Hand over all cases of…' : 'Hand over all my cases', (close) => {
    const all = words.colleagues();
    if (!all.some((one) => one.user !== me.user)) return nobody();
    const asked = whom(supervises ? all : all.filter((one) => one.user !== me.user));
    const from = supervises ? whose(all, me, asked) : { value: me.user };
    const place = h('div');
    const first = () => show(place, question);
    const question = form([supervises ? labelled('Whose', from) : null, asked.fields], 'Continue', async () => {
      const { cases } = await get(`/console/handovers/size?${new URLSearchParams({ from: from.value, to: asked.to })}`);
      show(place, cases ? confirm(cases, from.value, asked, first, () => give({ all: true, from: from.value }, asked, close, done))
        : none(from.value, asked, me, first));
      place.querySelector('button').focus();
    });
    first();
    return [place, standing(done)];
  });
}

function whose(all, me, asked) {
  const from = h('select', { required: true, onchange: () => asked.without(from.value) }, h('option', { value: '' }, 'Choose whose'),
    all.map((one) => h('option', { value: one.user }, one.user === me.user ? `${one.name} (you)` : one.name)));
  return from;
}

const many = (cases) => (cases === 1 ? '1 case' : `${cases} cases`);

function confirm(cases, from, asked, back, send) {
  const said = [h('strong', null, many(cases)), ` of ${words.person(from)} ${cases === 1 ? 'goes' : 'go'} to ${words.person(asked.to)}, ${asked.until ? `until ${absolute(asked.until)}` : 'for good'}.`];
  announce(`${many(cases)} of ${words.person(from)}`);
  return form([h('p', null, said), h('p.soft.small', null, asked.until ? 'They come back by themselves; you can end it before.' : 'You can take it back within ten minutes.')],
    `Hand over ${many(cases)}`, send, h('button', { type: 'button', onclick: back }, 'Back'));
}

const none = (from, asked, me, back) => [
  h('p', null, `${from === me.user ? 'You manage' : `${words.person(from)} manages`} no case that ${words.person(asked.to)} could take.`),
  h('div.actions', null, h('button', { type: 'button', onclick: back }, 'Back'))];

/** What the reader gave and may take back. */
function standing(done) {
  const place = h('div');
  const load = async () => {
    const { handovers } = await get('/console/handovers');
    show(place, handovers.length ? h('section.standingover', null, h('h3', null, 'Handed over by you'), h('ul.rows', null, handovers.map(one))) : null);
  };
  const ended = async () => {
    await Promise.all([load(), done()]);
    place.closest('dialog')?.querySelector('.dialogbody select, .dialogbody button')?.focus();
  };
  const end = (act) => takeBack(act.handover, ended).catch(failed);
  const one = (act) => h('li.news', null,
    h('div.said', null, h('p', null, h('strong', null, many(act.cases)), ` of ${words.person(act.from)} with ${words.person(act.to)}`),
      h('p.meta', null, act.until ? h('span', null, 'until ', when(act.until)) : 'for good')),
    h('button.quiet', { type: 'button', onclick: () => end(act), 'aria-label': `Take back: ${many(act.cases)} of ${words.person(act.from)} with ${words.person(act.to)}` }, 'Take back'));
  load().catch(() => {});
  return place;
}

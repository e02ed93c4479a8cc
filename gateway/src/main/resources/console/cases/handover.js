import { h } from '../lib/dom.js';
import { call } from '../lib/api.js';
import { dialog, form, labelled } from '../lib/dialog.js';
import { toast, failed } from '../lib/toast.js';
import { local, absolute } from '../lib/times.js';
import { empty } from '../lib/states.js';
import * as words from '../lib/words.js';

/** Gives cases to a colleague: for good, or until a time. It can be taken back at once. */
export function handOver(refs, me, done) {
  dialog(refs.length === 1 ? `Hand over ${refs[0].split('/')[1]}` : `Hand over ${refs.length} cases`, (close) => {
    const others = words.colleagues().filter((one) => one.user !== me.user);
    if (!others.length) return nobody();
    const asked = whom(others);
    return form(asked.fields, 'Hand over', () => give({ cases: refs }, asked, close, done));
  });
}

export const nobody = () => empty('hand', 'No colleague', 'Nobody else manages cases of your programs.');

/** Asks who takes them, and until when. */
export function whom(others) {
  const to = h('select', { required: true }, h('option', { value: '' }, 'Choose a colleague'), others.map((one) => h('option', { value: one.user }, one.name)));
  const until = h('input', { type: 'datetime-local', min: local(new Date()) });
  return {
    fields: [
      labelled('To', to),
      labelled('Until', until, 'Left empty, it is for good. Otherwise they come back by themselves.'),
      h('p.soft.small', null, 'Their alerts and reminders go with them. Everybody on the case keeps what they have.'),
    ],
    get to() { return to.value; },
    get until() { return until.value ? new Date(until.value).toISOString() : null; },
    /** Nobody gives to who has them. */
    without(from) {
      for (const one of to.options) one.disabled = one.value !== '' && one.value === from;
      if (to.value === from) to.value = '';
    },
  };
}

/** Gives `what`, and says so. */
export async function give(what, { to, until }, close, done) {
  const given = await call('POST', '/console/handovers', { ...what, to, ...(until && { until }) });
  close();
  if (!given.cases) return toast('There was no case to hand over.');
  toast(`${given.cases === 1 ? 'The case is' : `${given.cases} cases are`} with ${words.person(to)}${until ? ` until ${absolute(until)}` : ''}.`, {
    undo: () => takeBack(given.handover, done).catch(failed),
  });
  return done();
}

export async function takeBack(handover, done) {
  await call('DELETE', `/console/handovers/${handover}`);
  toast('Taken back.');
  return done();
}

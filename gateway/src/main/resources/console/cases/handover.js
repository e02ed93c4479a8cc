import { h } from '../lib/dom.js';
import { call } from '../lib/api.js';
import { dialog, form, labelled } from '../lib/dialog.js';
import { toast, failed } from '../lib/toast.js';
import { local, absolute } from '../lib/times.js';
import { empty } from '../lib/states.js';
import * as words from '../lib/words.js';

/** Gives cases, or all of one's own, to a colleague: for good, or until a time. It can be taken back at once. */
export function handOver(refs, me, done) {
  const others = words.colleagues().filter((one) => one.user !== me.user);
  const all = refs === 'all';
  dialog(all ? 'Hand over all my cases' : refs.length === 1 ? `Hand over ${refs[0].split('/')[1]}` : `Hand over ${refs.length} cases`, (close) => {
    if (!others.length) return empty('hand', 'No colleague', 'Nobody else manages cases of your programs.');
    const to = h('select', { required: true }, h('option', { value: '' }, 'Choose a colleague'), others.map((one) => h('option', { value: one.user }, one.name)));
    const until = h('input', { type: 'datetime-local', min: local(new Date()) });
    return form([
      labelled('To', to),
      labelled('Until', until, 'Left empty, it is for good. Otherwise they come back to you by themselves.'),
      h('p.soft.small', null, 'Their alerts and reminders go with them. Everybody on the case keeps what they have.'),
    ], 'Hand over', async () => {
      const back = until.value ? new Date(until.value).toISOString() : null;
      const given = await call('POST', '/console/handovers', { ...(all ? { all: true } : { cases: refs }), to: to.value, ...(back && { until: back }) });
      close();
      if (!given.cases) return toast('There was no case to hand over.');
      toast(`${given.cases === 1 ? 'The case is' : `${given.cases} cases are`} with ${words.person(to.value)}${back ? ` until ${absolute(back)}` : ''}.`, {
        undo: () => call('DELETE', `/console/handovers/${given.handover}`).then(() => { toast('Taken back.'); return done(); }).catch(failed),
      });
      return done();
    });
  });
}

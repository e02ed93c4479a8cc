import { h, show, update } from '../lib/dom.js';
import { icon } from '../lib/icons.js';
import { get, download } from '../lib/api.js';
import { keys } from '../lib/keys.js';
import { latest } from '../lib/latest.js';
import { failed } from '../lib/toast.js';
import { loading, fault, empty } from '../lib/states.js';
import { duration } from '../lib/times.js';
import * as words from '../lib/words.js';
import { Question, PERCENT } from './question.js';
import { pick, chips, GROUPS, PERIODS, CLOCKS } from './tools.js';
import { figures } from './figures.js';
import { trend } from './trend.js';
import { spread } from './spread.js';
import { table } from './table.js';

/** How often, and how fast, partners answer, against what was agreed: the measure of the wire contract, as it stands now. */
export function partners(main, query, me) {
  const question = new Question(query, me);
  const staff = me.roles.includes('partner');
  const body = h('div.stack');
  const lead = h('p.soft');
  const tools = h('div');
  const answers = latest();
  show(main, h('div.page', null,
    h('div.headline', null, h('div', null, h('h1', null, staff ? 'Your score' : 'Partners'), lead),
      h('div.actions', null, h('button', { onclick: () => download(question.path(''), 'text/csv', 'waymark-score.csv').catch(failed) }, icon('download'), 'CSV'))),
    tools, body));

  const ask = (change) => {
    question.change(change);
    load();
  };
  const controls = () => update(tools, h('div.tools', null, chips('Group by', GROUPS, question.group, (group) => ask({ group })),
    h('div.fieldset', null,
      words.programs().length > 1 ? pick('Program', words.programs().map((one) => [one.id, one.id]), question.program, (program) => ask({ program })) : null,
      staff ? null : pick('Partner', [['', 'All'], ...words.partners().map((id) => [id, words.partner(id)])], question.partner, (partner) => ask({ partner })),
      pick('Asked in', PERIODS, question.days, (days) => ask({ days })),
      pick('Clock', CLOCKS, question.clock, (clock) => ask({ clock })))));

  const load = async () => {
    const counts = answers.next();
    controls();
    if (!body.hasChildNodes()) update(body, loading(2, true));
    try {
      const measure = await get(question.path(''));
      const asOf = { asOf: measure.asOf };
      const [weeks, times] = await Promise.all([get(question.path('', { groupBy: 'week', ...asOf })), get(question.path('/distribution', asOf))]);
      if (!counts()) return;
      const target = measure.target || question.target;
      lead.textContent = `Target: ${PERCENT.format(target.rate)} of requests answered within ${duration(target.within)}.`;
      update(body, measure.rows.length ? [figures(measure, target, question), h('div.charts', null, trend(weeks, target), spread(times, question, measure)), table(measure, target, question)]
        : empty('partners', 'No requests in this time', 'Once partners are asked for something, their answers are measured here.'));
    } catch (refused) {
      if (counts()) update(body, fault('The figures did not load', refused, load));
    }
  };
  const off = keys('Partners', [['r', 'Measure again', load]]);
  load();
  return () => {
    answers.end();
    off();
  };
}

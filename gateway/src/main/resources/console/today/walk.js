/** Today by keyboard: one row after the other, and what can be done with the one that has the focus. */
export function walk(page) {
  const rows = () => [...page.main.querySelectorAll('[data-walk]')];
  const here = () => document.activeElement?.closest?.('[data-walk]');
  const step = (by) => () => {
    const all = rows();
    const at = all.indexOf(here());
    const next = all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))];
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  };
  const alert = () => page.desk.waiting.find((one) => one.alert === here()?.dataset.walk);
  const news = (row) => page.feed.open.filter((one) => !one.ackRequired && one.case === row.dataset.walk);
  const acknowledge = () => {
    const row = here();
    if (!row) return step(0)();
    const all = rows();
    const next = all[all.indexOf(row) + 1] || all[all.indexOf(row) - 1];
    const one = alert();
    page.acknowledge(one ? [one] : news(row));
    next?.focus();
    return undefined;
  };
  return [
    ['j', 'Next', step(1)],
    ['k', 'Previous', step(-1)],
    ['a', 'Acknowledge', acknowledge],
    ['s', 'Snooze', () => alert() && page.snooze(alert())],
    ['n', 'Acknowledge with a note', () => alert() && page.note(alert())],
    ['o', 'Open the case', () => (here()?.querySelector('.caselink') || here()?.closest('article')?.querySelector('.caselink'))?.click()],
  ];
}

import { isOpen } from '../case/task.js';

const MOST = 1000;
const AT_ONCE = 200;

const page = (ask, status, after, limit) => ask(`/v1/notifications?status=${status}&after=${after}&limit=${limit}`);

/** When somebody acknowledged it, by itself or with its request. */
export const acknowledgedAt = (one) => one.acknowledgedAt || one.task?.acknowledgedAt;

/**
 * What is open: nobody acknowledged it, or somebody did and it is still to be done, by its newest notification. `ask` gets
 * a page; at most so many are shown at a time.
 */
export async function allOpen(ask) {
  const [open, recent] = await Promise.all([until(ask, 'open', 0), newest(ask)]);
  const shown = new Set(open.list.map((one) => one.task?.task));
  const begun = recent.list.reverse().filter(({ task }) => {
    const first = task && isOpen(task) && !shown.has(task.task);
    if (first) shown.add(task.task);
    return first;
  });
  const waits = (one) => !acknowledgedAt(one) || (one.task && isOpen(one.task));
  return { list: [...open.list.filter(waits), ...begun], cut: open.cut };
}

/** The newest of all. A partner's numbers have no holes, so the last one is found by halving, however many there are. */
export async function newest(ask) {
  const follows = async (after) => (await page(ask, 'all', after, 1)).notifications.length > 0;
  let low = 0;
  let high = MOST;
  while (await follows(high)) [low, high] = [high, high * 4];
  while (high - low > MOST / 10) {
    const middle = Math.floor((low + high) / 2);
    if (await follows(middle)) low = middle;
    else high = middle;
  }
  return until(ask, 'all', Math.max(0, high - MOST));
}

async function until(ask, status, start) {
  const all = [];
  let after = start;
  do {
    const { notifications, next } = await page(ask, status, after, AT_ONCE);
    all.push(...notifications);
    after = next;
  } while (after !== null && all.length < MOST);
  return { list: all, cut: after !== null || start > 0 };
}

const MOST = 1000;
const AT_ONCE = 200;

const page = (ask, status, after, limit) => ask(`/v1/notifications?status=${status}&after=${after}&limit=${limit}`);

/** What is open, the oldest first, by `sequence`. `ask` gets a page; at most so many are shown at a time. */
export async function allOpen(ask) {
  return until(ask, 'open', 0);
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

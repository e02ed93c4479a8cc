const RANK = { urgent: 0, warning: 1, info: 2 };

const newest = (list) => list.reduce((top, alert) => (alert.at > top ? alert.at : top), '');

/** By case: those with something urgent first, then the newest. */
export function groups(alerts) {
  const byCase = new Map();
  for (const alert of alerts) byCase.set(alert.case, [...(byCase.get(alert.case) || []), alert]);
  return [...byCase.values()]
    .map((list) => list.sort((a, b) => RANK[a.severity] - RANK[b.severity] || b.at.localeCompare(a.at)))
    .sort((a, b) => RANK[a[0].severity] - RANK[b[0].severity] || newest(b).localeCompare(newest(a)));
}

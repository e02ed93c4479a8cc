import { svg } from './dom.js';

const ICONS = {
  today: 'M4 13h4l2 4 4-10 2 6h4',
  cases: 'M4 7a2 2 0 0 1 2-2h4l2 2h6a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2z',
  partners: 'M5 19V11M12 19V5M19 19v-6',
  out: 'M10 5H6a1 1 0 0 0-1 1v12a1 1 0 0 0 1 1h4M14 8l4 4-4 4M18 12H9',
  keys: 'M4 7h16v10H4zM8 11h.01M12 11h.01M16 11h.01M9 14h6',
  check: 'M5 12.5 10 17 19 7',
  back: 'M14 6l-6 6 6 6',
  close: 'M6 6l12 12M18 6 6 18',
  mail: 'M4 7h16v11H4zM4 8l8 6 8-6',
  sms: 'M5 5h14v10H10l-5 4z',
  webhook: 'M5 12h14M13 6l6 6-6 6',
  inbox: 'M4 13l3-8h10l3 8v6H4zM4 13h5l1 3h4l1-3h5',
  alert: 'M12 4 21 19H3zM12 10v4M12 16.6v.2',
  task: 'M5 5h14v14H5zM9 12l2 2 4-4',
  clock: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 8v4l3 2',
  ask: 'M5 5h14v10H10l-5 4zM10.2 8.6a2 2 0 1 1 2.4 2.3v.6M12.6 13.2v.1',
  note: 'M6 4h9l4 4v12H6zM9 11h6M9 15h4',
  hand: 'M4 12h13M12 6l6 6-6 6M20 5v14',
  again: 'M19 12a7 7 0 1 1-2-4.9M19 4v4h-4',
  download: 'M12 4v11M7 10l5 5 5-5M5 20h14',
  board: 'M4 5h4v14H4zM10 5h4v9h-4zM16 5h4v12h-4z',
  list: 'M4 7h16M4 12h16M4 17h16',
};

export const icon = (name) => svg('svg', { viewBox: '0 0 24 24', class: 'icon', 'aria-hidden': 'true' },
  svg('path', { d: ICONS[name] || ICONS.webhook }));

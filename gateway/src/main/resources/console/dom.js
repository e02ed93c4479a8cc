/** Makes an element. Text goes in as text, never as markup; `on…` are listeners, `null` and `false` are left out. */
export function h(tag, attributes, ...children) {
  const [name, ...classes] = tag.split('.');
  const element = document.createElement(name || 'div');
  if (classes.length) element.className = classes.join(' ');
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? '' : String(value));
  }
  append(element, children);
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';

export function svg(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes || {})) element.setAttribute(key, String(value));
  append(element, children);
  return element;
}

function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false || child === '') continue;
    element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

export function show(element, ...children) {
  element.replaceChildren();
  append(element, children);
}

const ICONS = {
  today: 'M4 13h4l2 4 4-10 2 6h4',
  cases: 'M4 7a2 2 0 0 1 2-2h4l2 2h6a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2z',
  score: 'M5 19V11M12 19V5M19 19v-6',
  out: 'M10 5H6a1 1 0 0 0-1 1v12a1 1 0 0 0 1 1h4M14 8l4 4-4 4M18 12H9',
  check: 'M5 12.5 10 17 19 7',
  back: 'M14 6l-6 6 6 6',
  mail: 'M4 7h16v11H4zM4 8l8 6 8-6',
  sms: 'M5 5h14v10H10l-5 4z',
  webhook: 'M5 12h14M13 6l6 6-6 6',
  inbox: 'M4 13l3-8h10l3 8v6H4zM4 13h5l1 3h4l1-3h5',
  alert: 'M12 4 21 19H3zM12 10v4M12 16.6v.2',
  task: 'M5 5h14v14H5zM9 12l2 2 4-4',
};

export function icon(name) {
  return svg('svg', { viewBox: '0 0 24 24', class: 'icon', 'aria-hidden': 'true' },
    svg('path', { d: ICONS[name] || ICONS.webhook }));
}

/** Tells who listens instead of looking. */
export function announce(text) {
  document.getElementById('announce').textContent = text;
}

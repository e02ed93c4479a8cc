const ON = Symbol('listeners');

/** Makes an element. Text goes in as text, never as markup; `on…` are listeners, `null` and `false` are left out. */
export function h(tag, attributes, ...children) {
  const [name, ...classes] = tag.split('.');
  const element = document.createElement(name || 'div');
  if (classes.length) element.className = classes.join(' ');
  element[ON] = [];
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith('on')) {
      element[key] = value;
      element[ON].push(key);
    } else {
      element.setAttribute(key, value === true ? '' : String(value));
    }
  }
  append(element, children);
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';

export function svg(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value !== null && value !== undefined && value !== false) element.setAttribute(key, String(value));
  }
  append(element, children);
  return element;
}

function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false || child === '') continue;
    element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

/** Puts these in place of whatever was there. */
export function show(element, ...children) {
  element.replaceChildren();
  append(element, children);
}

/**
 * Makes what is there look like these, changing as little as it can: focus, scroll, text being typed and what the reader
 * opened stay. Elements are the same where `data-key` is, else where their place and kind are. What a page holds on to
 * must be put there with {@link show}, since what is given here may be taken for its looks alone.
 */
export function update(element, ...children) {
  const focused = document.activeElement;
  const next = document.createDocumentFragment();
  append(next, children);
  match(element, next);
  if (focused !== document.activeElement && focused?.isConnected) focused.focus({ preventScroll: true });
}

const keyOf = (node) => node.dataset?.key || null;
const alike = (one, other) => one.nodeName === other.nodeName && one.nodeType === other.nodeType && keyOf(one) === keyOf(other);

function match(live, next) {
  const keyed = new Map();
  for (const child of live.childNodes) if (keyOf(child)) keyed.set(keyOf(child), child);
  let at = live.firstChild;
  for (const fresh of [...next.childNodes]) {
    const key = keyOf(fresh);
    const old = key ? keyed.get(key) : at;
    if (old && alike(old, fresh)) {
      if (old === at) at = at.nextSibling;
      else live.insertBefore(old, at);
      become(old, fresh);
    } else {
      live.insertBefore(fresh, at);
    }
  }
  while (at) {
    const gone = at;
    at = at.nextSibling;
    gone.remove();
  }
}

function become(old, fresh) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
    return;
  }
  attributes(old, fresh);
  for (const name of old[ON] || []) old[name] = null;
  for (const name of fresh[ON] || []) old[name] = fresh[name];
  old[ON] = fresh[ON];
  match(old, fresh);
  if (old.nodeName === 'SELECT' && old.value !== fresh.value) old.value = fresh.value;
  if (old.type === 'checkbox' || old.type === 'radio') old.checked = fresh.checked;
}

/** `open` is the reader's; a style is set through the object model, which the page's policy allows. */
function attributes(old, fresh) {
  for (const { name } of [...old.attributes]) {
    if (name !== 'open' && name !== 'style' && !fresh.hasAttribute(name)) old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (name !== 'style' && old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  if (old.style.cssText !== fresh.style.cssText) old.style.cssText = fresh.style.cssText;
}

/** Tells who listens instead of looking. */
export function announce(text) {
  const place = document.getElementById('announce');
  place.textContent = '';
  requestAnimationFrame(() => { place.textContent = text; });
}

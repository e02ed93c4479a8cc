import { h } from './dom.js';
import { icon } from './icons.js';

let many = 0;

/**
 * Opens a dialog over the page; Escape and the cross close it, and the focus goes back to where it was. `body` gets a
 * function that closes it. Gives the element, with `closed`, a promise of what it was closed with.
 */
export function dialog(title, body, { wide = false } = {}) {
  const name = `dialog-${++many}`;
  const opener = document.activeElement;
  let answer;
  const close = (value) => {
    answer = value;
    element.close();
  };
  const element = h(`dialog.dialog${wide ? '.wide' : ''}`, { 'aria-labelledby': name },
    h('header', null, h('h2', { id: name }, title),
      h('button.quiet', { type: 'button', 'aria-label': 'Close', onclick: () => close() }, icon('close'))));
  element.append(h('div.dialogbody', null, body(close)));
  element.closed = new Promise((settle) => element.addEventListener('close', () => {
    element.remove();
    if (opener?.isConnected) opener.focus({ preventScroll: true });
    settle(answer);
  }));
  element.addEventListener('click', (event) => { if (event.target === element) close(); });
  document.body.append(element);
  element.showModal();
  (element.querySelector('[autofocus]') || element.querySelector('.dialogbody input, .dialogbody textarea, .dialogbody select, .dialogbody button'))?.focus();
  return element;
}

/**
 * A form that sends: its button shows that it is under way, what is refused shows beside it, and the reader's words stay.
 * `send` gives a promise.
 */
export function form(fields, label, send, ...more) {
  const fault = h('p.fault', { role: 'alert' });
  const button = h('button.primary', { type: 'submit' }, label);
  return h('form.fields', {
    onsubmit: async (event) => {
      event.preventDefault();
      fault.textContent = '';
      button.disabled = true;
      button.textContent = 'One moment…';
      try {
        await send();
      } catch (refused) {
        fault.textContent = [refused.message, ...(refused.errors || []).map((one) => `${one.pointer}: ${one.detail}`)].join(' ');
      } finally {
        button.disabled = false;
        button.textContent = label;
      }
    },
  }, fields, fault, h('div.actions', null, button, more));
}

let fieldCount = 0;

/** A label over its control. */
export function labelled(label, control, hint) {
  const id = `field-${++fieldCount}`;
  control.id = id;
  if (hint) control.setAttribute('aria-describedby', `${id}-hint`);
  return h('div.labelled', null, h('label', { for: id }, label), control, hint ? h('p.soft.small', { id: `${id}-hint` }, hint) : null);
}

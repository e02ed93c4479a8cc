import { h } from './lib/dom.js';
import { call } from './lib/api.js';

/** Asks for name and password; `done` is called once signed in. */
export function signIn(message, done) {
  const user = h('input', { id: 'user', name: 'user', autocomplete: 'username', required: true, autocapitalize: 'none', spellcheck: 'false', maxlength: 64 });
  const password = h('input', { id: 'password', name: 'password', type: 'password', autocomplete: 'current-password', required: true, maxlength: 1024 });
  const fault = h('p.fault', { role: 'alert' });
  const button = h('button.primary.wide', { type: 'submit' }, 'Sign in');
  const submit = async (event) => {
    event.preventDefault();
    fault.textContent = '';
    button.disabled = true;
    button.textContent = 'Signing in…';
    try {
      await call('POST', '/v1/sessions', { user: user.value.trim(), password: password.value });
      done();
    } catch (refused) {
      fault.textContent = refused.status === 401 ? 'That name and password do not belong together.' : refused.message;
      password.value = '';
      password.focus();
    } finally {
      button.disabled = false;
      button.textContent = 'Sign in';
    }
  };
  const form = h('form.signin', { onsubmit: submit },
    h('div.brand', null, h('img', { src: '/console/icon.svg', alt: '', width: 40, height: 40 }), h('span', null, 'Waymark')),
    h('h1', null, 'Sign in'),
    message ? h('p.notice', { role: 'status' }, message) : h('p.soft', null, 'See what moved, who has the next move, and what is stuck.'),
    h('label', { for: 'user' }, 'User name'), user,
    h('label', { for: 'password' }, 'Password'), password,
    fault, button);
  queueMicrotask(() => user.focus());
  return h('main.center', { id: 'main' }, form);
}

/** Calls the gateway with the session's cookie. A refusal becomes a {@link Refused}; a session that is over is told to all. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail || problem.title || 'The gateway did not answer as expected');
    this.status = status;
    this.code = (problem.type || '').replace('urn:waymark:problem:', '');
    this.errors = problem.errors || [];
  }
}

export const session = new EventTarget();

const PATIENCE = 20_000;
const AWAY = { detail: 'The gateway cannot be reached. Check the connection and try again.' };

async function ask(method, path, body, headers) {
  let response;
  try {
    response = await fetch(path, {
      method,
      credentials: 'same-origin',
      headers: body === undefined ? headers : { ...headers, 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch {
    throw new Refused(0, AWAY);
  }
  if (response.ok) return response;
  const refused = new Refused(response.status, await response.json().catch(() => ({})));
  if (response.status === 401 && path !== '/v1/sessions') session.dispatchEvent(new Event('over'));
  throw refused;
}

export async function call(method, path, body, headers = {}) {
  const response = await ask(method, path, body, headers);
  return response.status === 204 ? {} : response.json().catch(() => ({}));
}

export const get = (path) => call('GET', path);

/** What the page asks for by itself: it shows what is new, and keeps nobody signed in. */
export const look = (path) => call('GET', path, undefined, { 'Waymark-Background': 'true' });

/** Has the browser keep the answer as a file. */
export async function download(path, type, name) {
  const response = await ask('GET', path, undefined, { Accept: type });
  const address = URL.createObjectURL(await response.blob());
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), PATIENCE);
}

/** "orphan-x/C-1001" → its address in the API. */
export function casePath(ref) {
  const [program, code] = ref.split('/');
  return `/v1/programs/${encodeURIComponent(program)}/cases/${encodeURIComponent(code)}`;
}

/** Calls the gateway with the session's cookie. A refusal becomes a {@link Refused}; a session that is over is told to all. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail || problem.title || 'The gateway did not answer as expected');
    this.status = status;
    this.code = (problem.type || '').replace('urn:waymark:problem:', '');
  }
}

export const session = new EventTarget();

const PATIENCE = 20_000;

export async function call(method, path, body) {
  let response;
  try {
    response = await fetch(path, {
      method,
      credentials: 'same-origin',
      headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch {
    throw new Refused(0, { detail: 'The gateway cannot be reached. Check the connection and try again.' });
  }
  const json = response.status === 204 ? {} : await response.json().catch(() => ({}));
  if (response.ok) return json;
  const refused = new Refused(response.status, json);
  if (response.status === 401 && path !== '/v1/sessions') session.dispatchEvent(new Event('over'));
  throw refused;
}

export const get = (path) => call('GET', path);

/** "orphan-x/C-1001" → its address in the API. */
export function casePath(ref) {
  const [program, code] = ref.split('/');
  return `/v1/programs/${encodeURIComponent(program)}/cases/${encodeURIComponent(code)}`;
}

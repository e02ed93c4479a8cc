/** Names for what the API answers in codes. What is not known is written out. */
let known = { partners: {}, milestones: {}, actions: {}, stages: [], programs: [], colleagues: [] };

export function learn(session) {
  known = session;
}

export const stages = () => known.stages;
export const programs = () => known.programs;
export const colleagues = () => known.colleagues;
export const person = (user) => known.colleagues.find((one) => one.user === user)?.name || user;

const plain = (code) => {
  const text = code.replace(/[-_.]/g, ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
};

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

export const partners = () => Object.keys(known.partners);
export const partner = (id) => known.partners[id] || id;
export const action = (code) => capital(known.actions[code] || plain(code));

export function milestone(type) {
  const code = type.replace('waymark.milestone.', '');
  return known.milestones[code] || plain(code);
}

const STAGES = { enrollment: 'Enrollment', coverage: 'Coverage', funding: 'Funding', fulfillment: 'Fulfillment', therapy: 'Therapy', closed: 'Closed' };
export const stage = (name) => STAGES[name] || plain(name);

const STATUS = { 'on-track': 'On track', 'at-risk': 'At risk', stalled: 'Stalled', closed: 'Closed' };
export const status = (code) => STATUS[code] || plain(code);

const ROLES = { hub: 'Hub', specialty_pharmacy: 'Specialty pharmacy', infusion_provider: 'Infusion provider', payer: 'Payer', manufacturer: 'Manufacturer', patient: 'Patient', 'case-manager': 'Case manager' };
export const role = (code) => ROLES[code] || plain(code);

const TASK = { requested: 'Asked', received: 'Delivered', accepted: 'Acknowledged', 'in-progress': 'In progress', 'on-hold': 'On hold', completed: 'Done', rejected: 'Rejected', cancelled: 'Cancelled' };
export const taskStatus = (code) => TASK[code] || plain(code);

const KINDS = { milestone: 'Milestone', message: 'Message', 'task-overdue': 'Overdue', unowned: 'No owner', 'at-risk': 'At risk', stalled: 'Stalled', reply: 'Reply', 'delivery-failed': 'Not delivered', unmatched: 'Unmatched' };
export const kind = (code) => KINDS[code] || plain(code);

const CHANNELS = { email: 'e-mail', sms: 'text message', webhook: 'webhook', inbox: 'inbox', alert: 'alert' };
export const channel = (code) => CHANNELS[code] || plain(code);
export const channelIcon = (code) => ({ email: 'mail', sms: 'sms', inbox: 'inbox', alert: 'alert' })[code] || 'webhook';

const PURPOSES = { told: 'News', requested: 'Request', reminder: 'Reminder', escalation: 'Escalation', corrected: 'Correction', cancelled: 'Cancellation' };
export const purpose = (code) => PURPOSES[code.split(' ')[0]] || plain(code);

const LANGUAGES = new Intl.DisplayNames(undefined, { type: 'language' });
export const language = (code) => LANGUAGES.of(code) || code;

/** "partner/rx-one" → its name; "person/patient" → by the people of the case. */
export function recipient(text, people = []) {
  const [sort, id, position] = text.split('/');
  if (sort === 'partner') return partner(id);
  if (sort === 'contact') return `${partner(id)}, contact ${Number(position) + 1}`;
  if (sort === 'person') return people.find((person) => person.id === id)?.name || plain(id);
  return id || text;
}

/** Who wrote, or is written to: a partner, a person, or whoever manages the case. */
export function sender(text) {
  if (!text) return 'Somebody';
  if (text === 'managers') return 'Case managers';
  const [sort, id] = text.split('/');
  if (id === undefined) return known.partners[text] || person(text);
  return sort === 'partner' ? partner(id) : person(id);
}

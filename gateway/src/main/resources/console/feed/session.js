/**
 * The encrypted session of a feed's socket (wire contract, section 9): the page gives a key that lives in this page alone,
 * the gateway answers with 32 bytes encrypted to it and signed, and every frame after that is a JWE under those.
 */
const EC = { name: 'ECDH', namedCurve: 'P-256' };
const KEK = 'ECDH-ES+A256KW';
const TAG = 16;
const PATIENCE = 20_000;
const utf8 = new TextEncoder();

/** What came is not what was agreed: the socket is of no use any more. */
export class Distrust extends Error {}

/** A key for one socket; null where the browser computes nothing for pages that came over plain HTTP. */
export async function offer() {
  if (!globalThis.crypto?.subtle) return null;
  const pair = await crypto.subtle.generateKey(EC, false, ['deriveBits']);
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  return { key: { kty, crv, x, y }, accept: (token) => accept(token, pair.privateKey, { crv, kty, x, y }) };
}

/** `checked` is false where this browser cannot tell whose signature it is. */
async function accept(token, own, key) {
  const parts = split(token, 3);
  const header = json(parts[0]);
  must(header.alg === 'EdDSA' && header.cty === 'jose' && header.crit === undefined, 'it is not of the kind that was agreed');
  must(header.jkt === await thumbprint(key), 'it was made for another key');
  const checked = await verify(header.kid, parts);
  const bytes = await unwrap(split(text(decode(parts[1])), 5), own);
  must(bytes.byteLength === 32, 'its key is too short');
  return new Frames(await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']), checked);
}

/** RFC 7638: the members in the order of their names. */
async function thumbprint(key) {
  return encode(await crypto.subtle.digest('SHA-256', utf8.encode(JSON.stringify(key))));
}

async function verify(kid, [header, payload, signature]) {
  const answer = await fetch('/.well-known/jwks.json', { credentials: 'omit', signal: AbortSignal.timeout(PATIENCE) });
  const { keys } = await answer.json();
  const jwk = keys.find((one) => one.kid === kid && one.use === 'sig' && one.crv === 'Ed25519');
  must(jwk, 'it is signed by a key that is not the gateway\'s');
  let key;
  try {
    key = await crypto.subtle.importKey('raw', decode(jwk.x), 'Ed25519', false, ['verify']);
  } catch {
    return false;
  }
  must(await crypto.subtle.verify('Ed25519', key, decode(signature), utf8.encode(`${header}.${payload}`)), 'its signature is not the gateway\'s');
  return true;
}

/** ECDH-ES+A256KW and A256GCM: RFC 7518, sections 4.6 and 5.3. */
async function unwrap([protectedHeader, encryptedKey, iv, ciphertext, tag], own) {
  const { alg, enc, epk } = json(protectedHeader);
  must(alg === KEK && enc === 'A256GCM' && epk, 'it is not encrypted as was agreed');
  try {
    const theirs = await crypto.subtle.importKey('jwk', { kty: epk.kty, crv: epk.crv, x: epk.x, y: epk.y }, EC, false, []);
    const secret = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, own, 256);
    const kek = await crypto.subtle.importKey('raw', await derive(secret), 'AES-KW', false, ['unwrapKey']);
    const key = await crypto.subtle.unwrapKey('raw', decode(encryptedKey), kek, 'AES-KW', 'AES-GCM', false, ['decrypt']);
    return await open(key, protectedHeader, iv, ciphertext, tag);
  } catch {
    throw new Distrust('it does not decrypt');
  }
}

/** One round of the Concat KDF (NIST SP 800-56A): counter, secret, algorithm, two empty names, 256 bits. */
function derive(secret) {
  const name = utf8.encode(KEK);
  return crypto.subtle.digest('SHA-256', join(number(1), secret, number(name.length), name, number(0), number(0), number(256)));
}

/** The frames of one socket, each in its turn. */
class Frames {
  #key;
  #ours = 1;
  #theirs = 0;

  constructor(key, checked) {
    this.#key = key;
    this.checked = checked;
  }

  async write(frame) {
    const header = encode(utf8.encode(JSON.stringify({ alg: 'dir', enc: 'A256GCM', kid: 'session', n: this.#ours })));
    this.#ours += 2;
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: utf8.encode(header) }, this.#key, utf8.encode(frame)));
    return [header, '', encode(iv), encode(sealed.slice(0, -TAG)), encode(sealed.slice(-TAG))].join('.');
  }

  async read(token) {
    const [protectedHeader, none, iv, ciphertext, tag] = split(token, 5);
    const { alg, enc, kid, n } = json(protectedHeader);
    must(alg === 'dir' && enc === 'A256GCM' && kid === 'session' && none === '' && n === this.#theirs, 'a frame came out of turn');
    this.#theirs += 2;
    try {
      return text(await open(this.#key, protectedHeader, iv, ciphertext, tag));
    } catch {
      throw new Distrust('a frame does not decrypt');
    }
  }
}

function open(key, aad, iv, ciphertext, tag) {
  return crypto.subtle.decrypt({ name: 'AES-GCM', iv: decode(iv), additionalData: utf8.encode(aad) }, key, join(decode(ciphertext), decode(tag)));
}

function must(holds, why) {
  if (!holds) throw new Distrust(why);
}

function split(token, howMany) {
  const parts = typeof token === 'string' ? token.split('.') : [];
  must(parts.length === howMany, 'it is not encrypted');
  return parts;
}

function json(part) {
  try {
    return JSON.parse(text(decode(part)));
  } catch {
    throw new Distrust('it is not encrypted');
  }
}

const text = (bytes) => new TextDecoder('utf-8', { fatal: true }).decode(bytes);
const number = (value) => new Uint8Array([value >>> 24, value >>> 16, value >>> 8, value]);
const encode = (bytes) => btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join('')).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const decode = (part) => Uint8Array.from(atob(part.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));

function join(...pieces) {
  const all = pieces.map((piece) => new Uint8Array(piece));
  const joined = new Uint8Array(all.reduce((sum, piece) => sum + piece.length, 0));
  all.reduce((at, piece) => (joined.set(piece, at), at + piece.length), 0);
  return joined;
}

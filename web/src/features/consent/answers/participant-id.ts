import { stored } from '@/lib/stored';

const key = 'reflector_participant_id';
const form = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

let own: string | null = null;

/** Random, and kept in this browser only: tells that two answers are the same person's, and nothing about who that is. */
export function participantId(): string {
  const found = stored.get(key) ?? own;
  if (found !== null && form.test(found)) return found;
  own = randomId();
  stored.set(key, own);
  return own;
}

/** Like crypto.randomUUID, which browsers offer over HTTPS only. */
function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const versioned = bytes.map((byte, index) =>
    index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte,
  );
  const hex = Array.from(versioned, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

let lastMillis = 0;
let sequence = 0;

/**
 * UUID version 7 (RFC 9562 §5.7) with a 12-bit counter in `rand_a`, so that identifiers made by one process in the
 * same millisecond still ascend; a clock that steps back does not make them descend.
 */
export function v7(): string {
  const now = Date.now();
  if (now > lastMillis) {
    lastMillis = now;
    sequence = crypto.getRandomValues(new Uint16Array(1))[0]! & 0x7ff;
  } else if (++sequence > 0xfff) {
    lastMillis += 1;
    sequence = 0;
  }
  const time = lastMillis.toString(16).padStart(12, '0');
  const tail = crypto.getRandomValues(new Uint8Array(8));
  tail[0] = (tail[0]! & 0x3f) | 0x80;
  const hex = Array.from(tail, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${sequence.toString(16).padStart(3, '0')}-${hex.slice(0, 4)}-${hex.slice(4)}`;
}

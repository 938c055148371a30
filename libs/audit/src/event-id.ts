import { randomFillSync } from 'node:crypto';

let lastMs = 0;
let count = 0;

/**
 * A UUID version 7 (RFC 9562 §5.7): ids made later in this process sort later, also within a millisecond, so a
 * list by time and id is in the order of the events.
 */
export function eventId(nowMs: number): string {
  count = nowMs === lastMs ? (count + 1) & 0xfff : 0;
  lastMs = nowMs;
  const bytes = randomFillSync(Buffer.alloc(16));
  bytes.writeUIntBE(nowMs, 0, 6);
  bytes.writeUInt16BE(0x7000 | count, 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

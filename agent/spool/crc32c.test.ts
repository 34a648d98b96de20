import { expect, test } from 'vitest';
import { crc32c } from './crc32c.ts';

/** RFC 3720 §B.4; the last is the check value of the catalogue of CRC algorithms. */
test.each([
  ['32 zeros', Buffer.alloc(32), 0x8a9136aa],
  ['32 ones', Buffer.alloc(32, 0xff), 0x62a8ab43],
  ['32 rising', Buffer.from(Array.from({ length: 32 }, (_, n) => n)), 0x46dd794e],
  ['32 falling', Buffer.from(Array.from({ length: 32 }, (_, n) => 31 - n)), 0x113fdb5c],
  [
    'an iSCSI read command',
    Buffer.from(
      '01c000000000000000000000000000001400000000000400000000140000001828000000000000000200000000000000',
      'hex',
    ),
    0xd9963a56,
  ],
  ['nothing', Buffer.alloc(0), 0],
  ['123456789', Buffer.from('123456789'), 0xe3069283],
])('%s', (_name, bytes, crc) => {
  expect(crc32c(bytes)).toBe(crc);
});

test('of a part', () => {
  expect(crc32c(Buffer.from('..123456789...'), 2, 11)).toBe(0xe3069283);
});

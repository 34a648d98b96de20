import { expect, test } from 'vitest';
import { checkLogo } from './check-logo.ts';
import { handMadeLogo } from './testing/hand-made-logo.ts';

/** A JPEG's segments without the pixels' meaning: frame of 3 × 2, a scan, the end. */
const JPEG = Buffer.from(
  'ffd8ffe000104a46494600010100000100010000ffc0001108000200030301110002110103110' +
    '1ffda000c03010002110311003f00d2cf20ffd9',
  'hex',
);
const png = (change: (bytes: Buffer) => Buffer | number): Buffer => {
  const bytes = Buffer.from(handMadeLogo().dataUrl.split(',')[1] ?? '', 'base64');
  const changed = change(bytes);
  return typeof changed === 'number' ? bytes : changed;
};
const refusal = (logo: Uint8Array | string): unknown => {
  try {
    return checkLogo(logo);
  } catch (error) {
    return error;
  }
};

test('a PNG and a JPEG come back with their true size and type', () => {
  expect(checkLogo(handMadeLogo(12, 7).dataUrl)).toEqual(handMadeLogo(12, 7));
  expect(checkLogo(JPEG)).toMatchObject({ width: 3, height: 2 });
  const lied = `data:image/png;base64,${JPEG.toString('base64')}`;
  expect(checkLogo(lied).dataUrl).toMatch(/^data:image\/jpeg;/);
});

test.each<[string, Uint8Array | string, RegExp]>([
  ['nothing', Buffer.alloc(0), /no PNG and no JPEG/],
  ['text', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), /no PNG and no JPEG/],
  ['an address', 'https://example.com/logo.png', /data URL/],
  ['a PNG cut off', png((bytes) => bytes.subarray(0, 60)), /damaged/],
  ['a PNG without its end', png((bytes) => bytes.subarray(0, -12)), /damaged/],
  ['a PNG with a wrong check sum', png((bytes) => bytes.writeUInt8(1, 30)), /damaged/],
  ['only the signature of a PNG', png((bytes) => bytes.subarray(0, 8)), /damaged/],
  ['a PNG with a length beyond the file', png((bytes) => bytes.writeUInt32BE(2 ** 31, 33)), /damaged/],
  ['a JPEG cut off', JPEG.subarray(0, 45), /damaged/],
  ['a JPEG without a frame', Buffer.from('ffd8ffe000104a4649460001010000010001ffd9', 'hex'), /damaged/],
  ['a large file', Buffer.concat([JPEG, Buffer.alloc(512 * 1024)]), /512 KB/],
  ['a large image', handMadeLogo(5000, 1).dataUrl, /5000 × 1 pixels/],
])('%s is refused with a sentence', (_, logo, message) => {
  expect(refusal(logo)).toMatchObject({ code: 'INVALID_IMAGE', message: expect.stringMatching(message) });
});

import { describe, expect, test } from 'vitest';
import { ProcfsError } from './procfs-error.ts';
import { parseSysfs } from './sysfs.ts';

describe('parseSysfs', () => {
  test('reads devices and interfaces', () => {
    const text = JSON.stringify({
      block: { sda: { physical: true, size_bytes: 512, rotational: false }, 'dm-0': { physical: false } },
      net: {
        eth0: { physical: true, speed_mbps: 1000, master: 'bond0' },
        lo: { physical: false, master: null },
      },
    });
    expect(parseSysfs(text)).toEqual({
      block: {
        sda: { physical: true, sizeBytes: 512, rotational: false },
        'dm-0': { physical: false, sizeBytes: null, rotational: null },
      },
      net: {
        eth0: { physical: true, speedMbps: 1000, master: 'bond0' },
        lo: { physical: false, speedMbps: null, master: null },
      },
    });
  });

  test.each([0, 65_535, 4_294_967_295])('a speed of %i means that it is unknown', (speed_mbps) => {
    const { net } = parseSysfs(JSON.stringify({ net: { eth0: { physical: true, speed_mbps } } }));
    expect(net.eth0?.speedMbps).toBeNull();
  });

  test('takes a record without one of the sections', () => {
    expect(parseSysfs('{"newer":1}')).toEqual({ block: {}, net: {} });
  });

  test.each([
    ['', 'the record is not JSON'],
    ['{"block":', 'the record is not JSON'],
    ['[]', 'the record must be a JSON object'],
    ['null', 'the record must be a JSON object'],
    ['{"block":7}', 'block must be a JSON object'],
    ['{"block":{"sda":null}}', 'block.sda must be a JSON object'],
    ['{"block":{"sda":{}}}', 'block.sda.physical is missing'],
    ['{"net":{"eth0":{"physical":"yes"}}}', 'net.eth0.physical must be true or false'],
    [
      '{"net":{"eth0":{"physical":true,"speed_mbps":-1}}}',
      'net.eth0.speed_mbps must be a non-negative number',
    ],
    ['{"net":{"eth0":{"physical":true,"master":5}}}', 'net.eth0.master must be a text'],
  ])('refuses %j', (text, message) => {
    expect(() => parseSysfs(text)).toThrow(ProcfsError);
    expect(() => parseSysfs(text)).toThrow(`sysfs[*] line 1: ${message}`);
  });
});

import { describe, expect, test } from 'vitest';
import { parseCpuinfo } from './cpuinfo.ts';
import { ProcfsError } from './procfs-error.ts';

const x86 = (n: number): string =>
  `processor\t: ${n}\nvendor_id\t: AuthenticAMD\ncpu family\t: 25\nmodel\t\t: 1\nmodel name\t: AMD EPYC 7763 64-Core Processor\n\n`;

describe('parseCpuinfo', () => {
  test.each([
    ['x86', x86(0) + x86(1), { model: 'AMD EPYC 7763 64-Core Processor', count: 2 }],
    ['ARM, 64 bits', 'processor\t: 0\nBogoMIPS\t: 50.00\n\nprocessor\t: 1\n', { model: null, count: 2 }],
    [
      'POWER',
      'processor\t: 0\ncpu\t\t: POWER9, altivec supported\nclock\t\t: 3.8GHz\n',
      { model: 'POWER9, altivec supported', count: 1 },
    ],
    [
      's390',
      'vendor_id : IBM/S390\nprocessor 0: version = FF\nprocessor 1: version = FF\n',
      { model: null, count: 2 },
    ],
    ['a name that is empty', 'processor: 0\nmodel name\t:   \nflags: x\n', { model: null, count: 1 }],
    [
      'a name beyond measure',
      `processor: 0\nmodel name: ${'x'.repeat(999)}\n`,
      { model: 'x'.repeat(256), count: 1 },
    ],
  ])('%s', (_name, text, expected) => {
    expect(parseCpuinfo(text)).toEqual(expected);
  });

  test.each([
    ['', 'empty'],
    ['model name : x\n', 'no processor line'],
  ])('refuses %j', (text) => {
    expect(() => parseCpuinfo(text)).toThrow(ProcfsError);
  });
});

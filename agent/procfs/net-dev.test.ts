import { describe, expect, test } from 'vitest';
import { parseNetDev } from './net-dev.ts';
import { ProcfsError } from './procfs-error.ts';

const HEADER = `Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
`;

describe('parseNetDev', () => {
  test.each([
    [
      'as Linux 6 writes it',
      'enp0s5: 875638575   92533 1 2 3 4 5 6 4113149 32643 7 8 9 10 11 12\n',
      'enp0s5',
    ],
    [
      'without a space behind the colon',
      '  eth0:875638575 92533 1 2 3 4 5 6 4113149 32643 7 8 9 10 11 12',
      'eth0',
    ],
    ['with an alias', 'eth0:1: 875638575 92533 1 2 3 4 5 6 4113149 32643 7 8 9 10 11 12\n', 'eth0:1'],
    ['with more columns', 'eth0: 875638575 92533 1 2 3 4 5 6 4113149 32643 7 8 9 10 11 12 13\n', 'eth0'],
  ])('reads a line %s', (_name, line, name) => {
    expect(parseNetDev(HEADER + line)).toEqual({
      [name]: [875638575, 92533, 1, 2, 4113149, 32643, 7, 8, 5, 6, 12],
    });
  });

  test('takes a namespace without interfaces', () => {
    expect(parseNetDev(HEADER)).toEqual({});
  });

  test('holds a counter beyond 2^53', () => {
    const [bytes] =
      parseNetDev(`${HEADER}eth0: 18446744073709551615 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0`).eth0 ?? [];
    expect(bytes).toBe(2 ** 64);
  });

  test.each([
    ['empty text', '', '/proc/net/dev line 1: the header "Inter-|" is missing'],
    ['another file', 'cpu 1 2 3', '/proc/net/dev line 1: the header "Inter-|" is missing'],
    ['a cut line', `${HEADER}eth0: 1 2 3`, '/proc/net/dev line 3: 3 columns where at least 16 are needed'],
    ['a cut name', `${HEADER}et`, '/proc/net/dev line 3: no colon behind the interface name'],
    ['no name', `${HEADER}: 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1`, '/proc/net/dev line 3: device name is missing'],
    [
      'a word',
      `${HEADER}eth0: x 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1`,
      'line 3: bytes received must be an unsigned',
    ],
    [
      'a negative',
      `${HEADER}eth0: 1 1 1 1 1 1 1 1 -1 1 1 1 1 1 1 1`,
      'line 3: bytes sent must be an unsigned',
    ],
  ])('refuses %s', (_name, text, message) => {
    expect(() => parseNetDev(text)).toThrow(ProcfsError);
    expect(() => parseNetDev(text)).toThrow(message);
  });
});

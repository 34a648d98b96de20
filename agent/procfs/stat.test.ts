import { describe, expect, test } from 'vitest';
import { ProcfsError } from './procfs-error.ts';
import { parseStat } from './stat.ts';

const LINUX_6 = `cpu  35757 289 6634 310984 12369 0 44 231 0 0
cpu0 7891 156 3201 165781 5951 0 23 148 0 0
cpu1 27865 132 3432 145203 6418 0 20 82 0 0
intr 1124282 23 9 0 0 2009 0
ctxt 1285206
btime 1767798686
processes 48329
procs_running 4
procs_blocked 0
softirq 593273 4 121951 333 65667 0 0 139 151604 0 253575
`;

describe('parseStat', () => {
  test('reads CPUs by the kernel’s name, without guest, and the single values', () => {
    expect(parseStat(LINUX_6)).toEqual({
      cpus: {
        cpu: [35757, 289, 6634, 310984, 12369, 0, 44, 231],
        cpu0: [7891, 156, 3201, 165781, 5951, 0, 23, 148],
        cpu1: [27865, 132, 3432, 145203, 6418, 0, 20, 82],
      },
      contextSwitches: 1285206,
      bootTime: 1767798686,
      procsRunning: 4,
      procsBlocked: 0,
    });
  });

  test.each([
    ['four columns of Linux 2.4', 'cpu 1 2 3 4\n', [1, 2, 3, 4, 0, 0, 0, 0]],
    ['seven columns of Linux 2.6.0', 'cpu 1 2 3 4 5 6 7\n', [1, 2, 3, 4, 5, 6, 7, 0]],
    ['columns of a kernel to come', 'cpu 1 2 3 4 5 6 7 8 9 10 11 12\n', [1, 2, 3, 4, 5, 6, 7, 8]],
    ['no newline at the end', 'cpu 1 2 3 4 5 6 7 8', [1, 2, 3, 4, 5, 6, 7, 8]],
    ['2^64 − 1', 'cpu 18446744073709551615 0 0 0\n', [2 ** 64, 0, 0, 0, 0, 0, 0, 0]],
  ])('takes %s', (_name, text, times) => {
    expect(parseStat(text).cpus.cpu).toEqual(times);
  });

  test('leaves what is not there null', () => {
    expect(parseStat('cpu 1 2 3 4\n')).toMatchObject({ contextSwitches: null, procsRunning: null });
  });

  test.each([
    ['empty', '', '/proc/stat: the line "cpu" with the times of all CPUs is missing'],
    ['binary', '\u0000\u0001', '/proc/stat: the line "cpu" with the times of all CPUs is missing'],
    [
      'truncated CPU',
      'cpu 1 2 3 4\ncpu0 1 2 3\n',
      '/proc/stat line 2: idle must be an unsigned integer, found nothing',
    ],
    ['word', 'cpu 1 x 3 4\n', '/proc/stat line 1: nice must be an unsigned integer, found "x"'],
    ['negative', 'cpu 1 2 -3 4\n', '/proc/stat line 1: system must be an unsigned integer, found "-3"'],
    ['fraction', 'cpu 1 2 3 4.5\n', '/proc/stat line 1: idle must be an unsigned integer, found "4.5"'],
    ['exponent', 'cpu 1 2 3 1e9\n', '/proc/stat line 1: idle must be an unsigned integer, found "1e9"'],
    [
      'beyond 64 bits',
      `cpu 1 2 3 4${'0'.repeat(20)}\n`,
      '/proc/stat line 1: idle must be an unsigned integer',
    ],
    [
      'truncated ctxt',
      'cpu 1 2 3 4\nctxt\n',
      '/proc/stat line 2: ctxt must be an unsigned integer, found nothing',
    ],
  ])('refuses %s text', (_name, text, message) => {
    expect(() => parseStat(text)).toThrow(ProcfsError);
    expect(() => parseStat(text)).toThrow(message);
  });
});

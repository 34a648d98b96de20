import { describe, expect, test } from 'vitest';
import { ProcfsError } from './procfs-error.ts';
import { parseVmstat } from './vmstat.ts';

describe('parseVmstat', () => {
  test('reads the counters of the catalogue and passes over the others', () => {
    const text =
      'nr_free_pages 5\npgpgin 10\npgpgout 20\npswpin 1\npswpout 2\npgmajfault 7\npgmajfault_other 9\noom_kill 3\n';
    expect(parseVmstat(text)).toEqual({
      pgpgin: 10,
      pgpgout: 20,
      pswpin: 1,
      pswpout: 2,
      pgmajfault: 7,
      oom_kill: 3,
    });
  });

  test('leaves what the kernel does not count null', () => {
    expect(parseVmstat('nr_free_pages 5\npgpgin 10\n')).toMatchObject({
      pgpgin: 10,
      pswpin: null,
      oom_kill: null,
    });
  });

  test.each([
    ['empty text', '', '/proc/vmstat: empty'],
    [
      'a cut line',
      'pgpgin 1\npgpgout',
      '/proc/vmstat line 2: pgpgout must be an unsigned integer, found nothing',
    ],
    ['a word', 'pswpin some', '/proc/vmstat line 1: pswpin must be an unsigned integer, found "some"'],
    ['a negative', 'pswpin -1', '/proc/vmstat line 1: pswpin must be an unsigned integer, found "-1"'],
  ])('refuses %s', (_name, text, message) => {
    expect(() => parseVmstat(text)).toThrow(ProcfsError);
    expect(() => parseVmstat(text)).toThrow(message);
  });
});

import { describe, expect, test } from 'vitest';
import { parseContainer } from './container.ts';
import { ProcfsError } from './procfs-error.ts';

const RECORD = {
  container_id: '942b476921d8001b',
  container_name: 'web',
  runtime: 'docker',
  cpu_usage_usec: 2923730,
  cpu_user_usec: 2477237,
  cpu_system_usec: 446493,
  cpu_period: 100000,
  cpu_periods: 83,
  cpu_quota: -1,
  cpu_throttled: 52,
  memory_current: 58802176,
  memory_max: 536870912,
  memory_anon: 110592,
  memory_file: 57663488,
  io_read_bytes: 50896896,
  io_write_bytes: 11239424,
  io_read_ops: 95,
  io_write_ops: 15,
  pids_current: 1,
};

describe('parseContainer', () => {
  test('reads what the catalogue uses', () => {
    expect(parseContainer(JSON.stringify(RECORD))).toEqual({
      id: '942b476921d8001b',
      name: 'web',
      runtime: 'docker',
      cpuUsage: 2923730,
      cpuUser: 2477237,
      cpuSystem: 446493,
      cpuPeriods: 83,
      cpuThrottled: 52,
      memoryCurrent: 58802176,
      memoryMax: 536870912,
      memoryAnon: 110592,
      memoryFile: 57663488,
      ioReadBytes: 50896896,
      ioWriteBytes: 11239424,
      ioReads: 95,
      ioWrites: 15,
      pids: 1,
    });
  });

  test('leaves null what a controller that is off does not count', () => {
    expect(parseContainer('{"container_id":"a"}')).toMatchObject({
      name: '',
      runtime: '',
      cpuUsage: null,
      pids: null,
    });
  });

  test.each([[0], [-1], [2 ** 63 - 4096], ['max'], [null]])(
    'takes memory_max %j for no limit',
    (memory_max) => {
      expect(parseContainer(JSON.stringify({ ...RECORD, memory_max })).memoryMax).toBeNull();
    },
  );

  test.each([
    ['text', 'usage_usec 1', 'container line 1: the record is not JSON'],
    ['a list', '[]', 'must be a JSON object'],
    ['no id', '{"runtime":"docker"}', 'container_id is missing'],
    ['an id that is a property', '{"container_id":"__proto__"}', 'container_id is missing or'],
    ['an id that is a number', '{"container_id":1}', 'container_id must be a text'],
    ['a negative counter', JSON.stringify({ ...RECORD, cpu_usage_usec: -1 }), 'cpu_usage_usec must be'],
    ['a counter that is text', JSON.stringify({ ...RECORD, pids_current: '1' }), 'pids_current must be'],
  ])('refuses %s', (_name, text, message) => {
    expect(() => parseContainer(text)).toThrow(ProcfsError);
    expect(() => parseContainer(text)).toThrow(message);
  });
});

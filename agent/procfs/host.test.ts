import { describe, expect, test } from 'vitest';
import { parseHost } from './host.ts';
import { ProcfsError } from './procfs-error.ts';

describe('parseHost', () => {
  test('reads what a machine says of itself', () => {
    const text = JSON.stringify({
      hostname: 'server01',
      os_release: 'Debian GNU/Linux 12 (bookworm)',
      kernel: '6.1.0-18-amd64',
      user_hz: 100,
      virtualization: 'kvm',
      cpu_model: 'AMD EPYC',
      cpu_count: 2,
      memory_total_mb: 3620.75,
      interval_seconds: 1,
      time_zone: 'Europe/Berlin',
    });
    expect(parseHost(text)).toEqual({
      hostname: 'server01',
      osRelease: 'Debian GNU/Linux 12 (bookworm)',
      kernel: '6.1.0-18-amd64',
      userHz: 100,
      virtualization: 'kvm',
      cpuModel: 'AMD EPYC',
      cpuCount: 2,
      memoryTotalMb: 3620.75,
      intervalSeconds: 1,
      timeZone: 'Europe/Berlin',
    });
  });

  test('leaves what is absent null', () => {
    expect(new Set(Object.values(parseHost('{}')))).toEqual(new Set([null]));
  });

  test.each([
    ['', 'the record is not JSON'],
    ['"server01"', 'the record must be a JSON object'],
    ['{"hostname":5}', 'hostname must be a text of at most 256 characters'],
    [`{"kernel":"${'x'.repeat(257)}"}`, 'kernel must be a text of at most 256 characters'],
    ['{"cpu_count":"2"}', 'cpu_count must be a non-negative number'],
    ['{"memory_total_mb":1e999}', 'memory_total_mb must be a non-negative number'],
    ['{"user_hz":-100}', 'user_hz must be a non-negative number'],
  ])('refuses %j', (text, message) => {
    expect(() => parseHost(text)).toThrow(ProcfsError);
    expect(() => parseHost(text)).toThrow(`host[*] line 1: ${message}`);
  });
});

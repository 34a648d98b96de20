import { describe, expect, test } from 'vitest';
import { readProcessSettings } from './process-settings.ts';
import { SettingsError } from './settings-error.ts';

describe('readProcessSettings', () => {
  test('takes a flag before its variable', () => {
    const environment = { PCR_COLLECTION: 'a.json', PCR_OUTDIR: 'out' };
    expect(readProcessSettings([], environment)).toMatchObject({
      collections: ['a.json'],
      outdir: 'out',
      strict: false,
    });
    expect(
      readProcessSettings(['--collection', '-', '--outdir', 'b', '--strict'], environment),
    ).toMatchObject({ collections: ['-'], outdir: 'b', strict: true });
    expect(readProcessSettings(['1.json', '2.json'], environment).collections).toEqual(['1.json', '2.json']);
  });

  test('needs nothing to show help', () => {
    expect(readProcessSettings(['-h'], {}).help).toBe(true);
  });

  test.each([
    [[], 'PCR_COLLECTION is missing'],
    [['a.json'], 'PCR_OUTDIR is missing'],
    [['--collection', 'a', '--outdir', 'b', 'c'], 'use one of the two'],
    [['--colection', 'a'], '--colection'],
  ])('refuses %j', (argv, message) => {
    expect(() => readProcessSettings(argv, {})).toThrow(SettingsError);
    expect(() => readProcessSettings(argv, {})).toThrow(message);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inTemporaryFolder } from './in-temporary-folder.ts';
import { parseCollection } from './parse-collection.ts';
import { writeRepeated } from './write-repeated.ts';

const RECORD = { timestamp: 1000, subsystem: '/proc/loadavg', measurement: '0.10 0.20 0.30 1/100 1\n' };

test('repeats a recording, each time later, up to the size', async () => {
  await inTemporaryFolder(async (folder) => {
    const path = join(folder, 'collection.json');
    writeRepeated(path, [RECORD, { ...RECORD, timestamp: 1001 }], 1000);
    const text = readFileSync(path, 'utf8');
    expect(text.length).toBeGreaterThanOrEqual(1000);
    expect(parseCollection(text).map(({ timestamp }) => timestamp)).toEqual(
      Array.from({ length: text.split('\n').length - 1 }, (_, index) => 1000 + index),
    );
  });
});

test('refuses a recording of nothing', () => {
  expect(() => writeRepeated('unused', [], 10)).toThrow('no records');
});

import { expect, test } from 'vitest';
import { readLiveSamples } from './live-samples.ts';

test('samples are read as they were sent', () => {
  const sent = { cursor: '12:3', time: [1000, 2000], values: { cpu_user: [1.5, null], load_1: [] } };
  expect(readLiveSamples(JSON.stringify(sent))).toEqual(sent);
});

test.each([
  ['no JSON', 'oops'],
  ['no object', '[]'],
  ['nothing', 'null'],
  ['no cursor', '{"time":[1],"values":{}}'],
  ['a time that is none', '{"cursor":"1","time":["1"],"values":{}}'],
  ['no values', '{"cursor":"1","time":[1]}'],
  ['values in a list', '{"cursor":"1","time":[1],"values":[]}'],
  ['a value that is none', '{"cursor":"1","time":[1],"values":{"cpu_user":["1"]}}'],
  ['a column that is none', '{"cursor":"1","time":[1],"values":{"cpu_user":1}}'],
])('%s is refused', (_name, text) => expect(() => readLiveSamples(text)).toThrow());

import { expect, test } from 'vitest';
import { liveQuery, readLiveSearch } from './live-search.ts';

test.each([
  ['', ''],
  ['metrics=memory,cpu', ''],
  ['metrics=nonsense', ''],
  ['q=web&metrics=network,disk', '?q=web&metrics=disk,network'],
])('%s', (query, written) => expect(liveQuery(readLiveSearch(new URLSearchParams(query)))).toBe(written));

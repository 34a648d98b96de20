import { expect, test } from 'vitest';
import { parseContainer } from '../procfs/container.ts';
import { nameContainers } from './name-containers.ts';

const named = (id: string, name: string) =>
  [id, parseContainer(JSON.stringify({ container_id: id, container_name: name }))] as const;

test('goes by the name, else by the short id, and keeps those of one name apart', () => {
  const containers = Object.fromEntries([
    named('a'.repeat(64), 'web'),
    named('b'.repeat(64), ''),
    named('c'.repeat(64), 'job'),
    named('d'.repeat(64), 'job'),
  ]);
  expect(Object.keys(nameContainers(containers))).toEqual([
    'web',
    'bbbbbbbbbbbb',
    'job@cccccccccccc',
    'job@dddddddddddd',
  ]);
});

import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { curlOf } from './curl-of.ts';
import type { Operation } from './operation.ts';

const operation: Operation = {
  group: 'Machines',
  method: 'POST',
  path: '/api/v1/machines/{machine}',
  summary: 'Test',
  caller: 'any',
  body: z.unknown(),
  answers: { 200: { description: 'Done.' } },
  example: {
    params: { machine: "it's a/b" },
    query: { q: 'a&b=$HOME' },
    body: { text: 'it\'s `id` $HOME \\ "x"' },
  },
};
const words = (line: string): string[] =>
  execFileSync('/bin/sh', ['-c', `curl() { printf '%s\\0' "$@"; }\n${line}`], {
    env: { NODE_ENV: 'test', PERFANALYSIS_KEY: 'pmk_x' },
    encoding: 'utf8',
  })
    .split('\0')
    .slice(0, -1);

test('a shell reads what was meant: only the key is put in', () => {
  expect(words(curlOf(operation, 'http://acme.localhost:3000'))).toEqual([
    "http://acme.localhost:3000/api/v1/machines/it's%20a%2Fb?q=a%26b%3D%24HOME",
    '-H',
    'Authorization: Bearer pmk_x',
    '-H',
    'Content-Type: application/json',
    '--data',
    JSON.stringify(operation.example.body),
  ]);
});

test('a file is named, not shown', () => {
  const form: Operation = {
    ...operation,
    bodyType: 'multipart/form-data',
    caller: 'anybody',
    example: { file: { name: 'a b.csv', content: 'secret' }, body: { machine_id: 'x' } },
  };
  expect(words(curlOf(form, 'http://h'))).toEqual([
    'http://h/api/v1/machines/machine',
    '-F',
    'file=@a b.csv',
    '-F',
    'machine_id=x',
  ]);
});

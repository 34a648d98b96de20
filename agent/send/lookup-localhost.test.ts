import { expect, test } from 'vitest';
import { lookupLocalhost } from './lookup-localhost.ts';

const look = (name: string, all: boolean) =>
  new Promise((resolve) =>
    lookupLocalhost(name, { all }, (error, address, family) => resolve([error, address, family])),
  );

test.each(['localhost', 'demo.localhost', 'a.b.LOCALHOST', 'demo.localhost.'])(
  '%s is this machine',
  async (name) => {
    expect(await look(name, false)).toEqual([null, '127.0.0.1', 4]);
    expect(await look(name, true)).toEqual([null, [{ address: '127.0.0.1', family: 4 }], undefined]);
  },
);

test('other names are asked for', async () => {
  expect(await look('127.0.0.2', false)).toEqual([null, '127.0.0.2', 4]);
  const [error] = (await look('notlocalhost.invalid', false)) as [NodeJS.ErrnoException];
  expect(error).toBeInstanceOf(Error);
});

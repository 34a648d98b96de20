import { describe, expect, test } from 'vitest';
import { resolveHost } from './resolve-host.ts';

const tenant = (slug: string) => ({ kind: 'tenant', slug });
const apex = { kind: 'apex' };
const domain = (host: string) => ({ kind: 'domain', host });
const invalid = { kind: 'invalid' };

describe('resolveHost under localhost', () => {
  test.each([
    ['demo.localhost:3000', tenant('demo')],
    ['demo.localhost', tenant('demo')],
    ['DEMO.LocalHost:3000', tenant('demo')],
    ['demo.localhost.', tenant('demo')],
    ['demo.localhost.:3000', tenant('demo')],
    ['localhost:3000', apex],
    ['localhost.', apex],
    ['127.0.0.1:3000', apex],
    ['192.168.1.7', apex],
    ['[::1]:3000', apex],
    ['perf.customer.example:443', domain('perf.customer.example')],
    ['xn--mnchen-3ya.example', domain('xn--mnchen-3ya.example')],
    ['notlocalhost', domain('notlocalhost')],
    ['a.b.localhost:3000', invalid],
    ['-demo.localhost', invalid],
    ['demo-.localhost', invalid],
    ['.localhost', invalid],
    ['demo..localhost', invalid],
    ['demo.localhost..', invalid],
    ['de mo.localhost', invalid],
    ['demo_x.localhost', invalid],
    ['demo.localhost:x', invalid],
    ['demo.localhost:1:2', invalid],
    ['demo.localhost/evil', invalid],
    ['user@demo.localhost', invalid],
    ['demo.localhost, acme.localhost', invalid],
    ['[::1', invalid],
    ['[zz]', invalid],
    [`${'a'.repeat(64)}.localhost`, invalid],
    ['', invalid],
    [null, invalid],
    [undefined, invalid],
    [['demo.localhost'], tenant('demo')],
    [['demo.localhost', 'acme.localhost'], invalid],
    [['demo.localhost', 'demo.localhost'], invalid],
    [[], invalid],
  ])('%j', (header, expected) => {
    expect(resolveHost(header as string, 'localhost')).toMatchObject(expected);
  });
});

test('a base domain of several labels', () => {
  expect(resolveHost('acme.perf.example.com', 'perf.example.com')).toEqual(tenant('acme'));
  expect(resolveHost('perf.example.com', 'perf.example.com')).toEqual(apex);
  expect(resolveHost('evilperf.example.com', 'perf.example.com')).toEqual(domain('evilperf.example.com'));
  expect(resolveHost('a.b.perf.example.com', 'perf.example.com')).toMatchObject(invalid);
});

import { expect, test } from 'vitest';
import { portalUrl } from './portal-url.ts';

test.each([
  ['acme', 'http://localhost:3000/', 'http://acme.localhost:3000/'],
  [' Acme ', 'http://localhost:3000/?x#y', 'http://acme.localhost:3000/'],
  ['acme.localhost:3000', 'http://localhost:3000/', 'http://acme.localhost:3000/'],
  ['https://acme.perf.example/machines', 'https://perf.example/', 'https://acme.perf.example/'],
  ['', 'http://localhost:3000/', null],
  ['-acme', 'http://localhost:3000/', null],
  ['a b', 'http://localhost:3000/', null],
  ['evil@elsewhere', 'http://localhost:3000/', null],
  ['x'.repeat(64), 'http://localhost:3000/', null],
])('%j on %s', (name, here, url) => {
  expect(portalUrl(name, here)).toBe(url);
});

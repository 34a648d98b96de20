import { expect, test } from 'vitest';
import { checkWayBack } from './check-way-back.ts';

test.each([undefined, null, '', '/', '/machines/a?range=1h', '//evil.example', 'https://evil.example/'])(
  '%j is left to next-auth',
  (given) => expect(() => checkWayBack(given)).not.toThrow(),
);

test.each([
  ...[
    'javascript:alert(1)',
    'data:text/html,x',
    '\\\\evil.example',
    '%2f%2fevil.example',
    '\0//evil.example',
  ],
  ...['http://demo.localhost:3000.evil.example', 'evil.example', 5, {}, ['/']],
])('%j is refused', (given) => {
  expect(() => checkWayBack(given)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
});

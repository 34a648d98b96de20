import { expect, test } from 'vitest';
import { cssText } from './css-text.ts';
import { html, trusted } from './html.ts';

test('texts are escaped, markup is not, lists are joined, nothing is nothing', () => {
  const inner = html`<b>${'<i>'}</b>`;
  expect(html`<p title="${`"'`}">${inner}${[1, null, false, '&']}${trusted('<hr>')}</p>`.text).toBe(
    '<p title="&quot;&#39;"><b>&lt;i&gt;</b>1&amp;<hr></p>',
  );
});

test('control characters and turns of direction are dropped, lines stay', () => {
  expect(html`${'a\u0000\u001b\u202e\u2028b\n\tc'}`.text).toBe('ab\n\tc');
});

test.each([
  ['db-01', '"db\\2d 01"'],
  ['</style>"\n', '"\\3c \\2f style\\3e \\22  "'],
  ['服', '"\\670d "'],
])('%j in CSS is %s', (text, css) => {
  expect(cssText(text)).toBe(css);
});

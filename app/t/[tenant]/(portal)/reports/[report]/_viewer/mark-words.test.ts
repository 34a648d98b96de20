import { expect, test } from 'vitest';
import { markWords } from './mark-words.ts';

test.each([
  ['Disk sda', 'disk', '<mark>Disk</mark> sda'],
  ['a CPU, a cpu', ' cpu ', 'a <mark>CPU</mark>, a <mark>cpu</mark>'],
  ['<b>&</b>', '', '&lt;b&gt;&amp;&lt;/b&gt;'],
  ['<script>', 'script', '&lt;<mark>script</mark>&gt;'],
  ['aaa', 'aa', '<mark>aa</mark>a'],
  ['İstanbul', 'stan', 'İstanbul'],
])('%s, looked through for “%s”', (text, words, html) => {
  expect(markWords(text, words)).toBe(html);
});

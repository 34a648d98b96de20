import { describe, expect, test } from 'vitest';
import { parseConfig } from './parse-config.ts';
import { SettingsError } from './settings-error.ts';

const texts = (content: string) =>
  Object.fromEntries([...parseConfig(content, 'pcc.yaml')].map(([key, { text }]) => [key, text]));

describe('parseConfig', () => {
  test.each([
    ['nothing', '', {}],
    ['comments only', '# a\n\n   # b\n---\n', {}],
    [
      'plain values',
      '---\nmode: trickle\nserver: https://a.example:8443\n',
      { mode: 'trickle', server: 'https://a.example:8443' },
    ],
    ['a comment behind a value', 'mode: local   # the default\n', { mode: 'local' }],
    ['a # inside a value', 'identifier: a#b\n', { identifier: 'a#b' }],
    ['CRLF and a byte order mark', '\uFEFFmode: local\r\nbatch: 1s\r\n', { mode: 'local', batch: '1s' }],
    [
      'quotes',
      `a: 'it''s # all: of it'\nb: "tab\\t\\u00e9" # yes\nc: ''\n`,
      { a: "it's # all: of it", b: 'tab\té', c: '' },
    ],
    [
      'a list',
      'devices: # whole disks\n  - sd*\n\n  # none of these\n  - "!loop*"\nmode: local\n',
      { devices: 'sd*,!loop*', mode: 'local' },
    ],
    ['a list that is not indented', 'mounts:\n- /\n- "/srv, old"\n', { mounts: '/,/srv, old' }],
    ['no line feed at the end', 'mode: local', { mode: 'local' }],
  ])('reads %s', (_name, content, expected) => {
    expect(texts(content)).toEqual(expected);
  });

  test('knows the line of a value', () => {
    expect(parseConfig('# a\nmode: local\n', 'f').get('mode')?.line).toBe(2);
  });

  test.each([
    ['nesting', 'a:\n  b: c\n', 'f:1: the key has no value'],
    ['a key without a value', 'a:\nb: c\n', 'f:1: the key has no value'],
    ['a key without a value at the end', 'a: 1\nb:\n', 'f:2: the key has no value'],
    ['a tag', 'a: !loop*\n', 'f:1: !loop* means something else in YAML: put it in quotes'],
    ['an alias in a list', 'a:\n  - *\n', 'f:2: * means something else'],
    ['a flow list', 'a: [b, c]\n', 'f:1: [b, c] means something else'],
    ['a block text', 'a: |\n  b\n', 'f:1: | means something else'],
    ['a mapping in a value', 'a: b: c\n', 'f:1: b: c means something else'],
    ['half a quote', 'a: "b\n', 'f:1: "b means something else'],
    ['text behind quotes', "a: 'b' c\n", "f:1: 'b' c means something else"],
    ['an escape of YAML only', 'a: "\\x41"\n', 'f:1: "\\x41" has an escape that is not one of JSON'],
    ['an item without a list', '- a\n', 'f:1: expected "key: value"'],
    ['an item behind a value', 'a: b\n- c\n', 'f:2: expected "key: value"'],
    ['a tab for indentation', '\ta: b\n', 'f:1: expected "key: value"'],
    ['no space behind the colon', 'a:b\n', 'f:1: expected "key: value"'],
    ['an environment file', 'PCC_MODE=local\n', 'f:1: expected "key: value"'],
    ['the same key twice', 'a: b\na: c\n', 'f:2: a is there already'],
    ['a second document', 'a: b\n---\nc: d\n', 'f:2: expected "key: value"'],
  ])('refuses %s', (_name, content, message) => {
    expect(() => parseConfig(content, 'f')).toThrow(SettingsError);
    expect(() => parseConfig(content, 'f')).toThrow(message);
  });
});

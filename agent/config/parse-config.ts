import { SettingsError } from './settings-error.ts';

/** A value of a configuration file, as the text that a flag would have, and the line it stands in. */
export interface ConfigEntry {
  text: string;
  line: number;
}

const KEY = /^([a-z][a-z0-9-]*):(?:[ ]+(.*))?$/;
const ITEM = /^[ ]*-[ ]+(.+)$/;
/** What YAML gives a meaning at the start of a plain text: such a text must be quoted. */
const INDICATOR = /^[!&*?|>@`%{}[\],#'"]|^[-:](?: |$)/;

/**
 * Parses a configuration file: flat YAML, a subset that every YAML reader understands the same way. A line is
 * `key: value`, a comment, or `- item` of the list that a `key:` without a value began. Values are plain, 'single' or
 * "double" quoted (with the escapes of JSON). Items of a list are joined by commas, as in a flag. Nesting, anchors,
 * tags, block texts and several documents are refused.
 *
 * `file` names the file in the SettingsError that each fault throws.
 */
export function parseConfig(content: string, file: string): Map<string, ConfigEntry> {
  const entries = new Map<string, ConfigEntry>();
  let list: ConfigEntry | null = null;
  const checkList = (): void => {
    if (list?.text === '')
      throw fault(file, list.line, 'the key has no value: give one, or leave the line out');
  };
  for (const [index, raw] of content
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const line = index + 1;
    const row = raw.trimEnd();
    if (row === '' || /^\s*#/.test(row) || (row === '---' && entries.size === 0)) continue;
    const item = ITEM.exec(row)?.[1];
    if (item !== undefined && list) {
      const value = parseScalar(item, file, line);
      list.text += list.text === '' ? value : `,${value}`;
      continue;
    }
    checkList();
    const [, key, value] = KEY.exec(row) ?? [];
    if (key === undefined) throw fault(file, line, 'expected "key: value", with the names of the flags');
    if (entries.has(key)) throw fault(file, line, `${key} is there already`);
    const isList = value === undefined || value.startsWith('#');
    const entry = { text: isList ? '' : parseScalar(value, file, line), line };
    entries.set(key, entry);
    list = isList ? entry : null;
  }
  checkList();
  return entries;
}

function parseScalar(text: string, file: string, line: number): string {
  const quoted = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')(?:\s+#.*)?$/.exec(text.trim())?.[1];
  if (quoted?.startsWith("'")) return quoted.slice(1, -1).replaceAll("''", "'");
  if (quoted !== undefined) {
    try {
      return JSON.parse(quoted) as string;
    } catch {
      throw fault(file, line, `${quoted} has an escape that is not one of JSON`);
    }
  }
  const plain = text.replace(/\s+#.*$/, '').trim();
  if (INDICATOR.test(plain) || /:(?:\s|$)/.test(plain)) {
    throw fault(file, line, `${plain} means something else in YAML: put it in quotes`);
  }
  return plain;
}

function fault(file: string, line: number, what: string): SettingsError {
  return new SettingsError(`${file}:${line}: ${what}`);
}

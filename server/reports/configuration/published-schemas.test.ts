import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { publishedSchemas } from './published-schemas.ts';

const DOCS = join(import.meta.dirname, '../../../docs');

test.each(Object.entries(publishedSchemas()))(
  'docs/%s says what the code does (npm run schemas)',
  (name, text) => {
    expect(readFileSync(join(DOCS, name), 'utf8')).toBe(text);
  },
);

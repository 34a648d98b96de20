import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';

/** From before the first release: no program of that time has to go on. */
const BEFORE_RELEASE = new Set(['0005_accounts.sql', '0007_domain_checks.sql', '0011_reports.sql']);
/** What the program before would stumble over: it still reads, writes and leaves out what it always did. */
const TAKES_AWAY =
  /\bDROP\s+(?:TABLE|COLUMN|CONSTRAINT|TYPE|VIEW|FUNCTION|DEFAULT)\b|\bRENAME\b|\bALTER\s+COLUMN\s+\S+\s+(?:SET\s+DATA\s+)?TYPE\b|\bSET\s+NOT\s+NULL\b|\bADD\s+(?:COLUMN\s+)?(?!CONSTRAINT)\w+\s+(?![^,;]*\bDEFAULT\b|[^,;]*\bGENERATED\b)[^,;]*\bNOT\s+NULL\b/i;

test.each([
  ['ALTER TABLE a DROP COLUMN b;', true],
  ['ALTER TABLE a RENAME COLUMN b TO c;', true],
  ['ALTER TABLE a ALTER COLUMN b TYPE bigint;', true],
  ['ALTER TABLE a ADD COLUMN b int NOT NULL;', true],
  ['ALTER TABLE a ADD COLUMN b int NOT NULL DEFAULT 0;', false],
  ['ALTER TABLE a ADD COLUMN b int;', false],
  ['CREATE TABLE a (b int NOT NULL);', false],
])('%s takes something away: %s', (sql, taken) => {
  expect(TAKES_AWAY.test(sql)).toBe(taken);
});

test('migrations only add, so that the program before them can go on', () => {
  const files = globSync('prisma/*/migrations/*.sql').filter((path) => !BEFORE_RELEASE.has(basename(path)));
  expect(files.length).toBeGreaterThan(10);
  const found = files.flatMap((path) => {
    const statement = TAKES_AWAY.exec(readFileSync(path, 'utf8').replaceAll(/--.*$/gm, ''))?.[0];
    return statement === undefined ? [] : [`${path}: ${statement}`];
  });
  expect(found, 'see "Upgrade" in docs/operations.md').toEqual([]);
});

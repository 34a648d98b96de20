// npm run schemas: writes the published JSON schemas to docs/; a test holds them against the code.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { publishedSchemas } from '#server/reports/configuration/published-schemas.ts';

for (const [name, text] of Object.entries(publishedSchemas()))
  writeFileSync(join(import.meta.dirname, '..', 'docs', name), text);

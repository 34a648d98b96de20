// npm run bench -- NAME [flags]: runs bench/NAME.ts.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && file !== 'run.ts' && !file.endsWith('.test.ts'))
  .map((file) => file.slice(0, -'.ts'.length))
  .sort();
const [name = ''] = process.argv.slice(2);
if (names.includes(name)) await import(join(import.meta.dirname, `${name}.ts`));
else {
  const fault = name === '' ? 'Which benchmark?' : `There is no benchmark "${name}".`;
  console.error(`${fault} npm run bench -- NAME [--help]; there are: ${names.join(', ')}`);
  process.exitCode = 2;
}

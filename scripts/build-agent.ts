// npm run build:agent: what is installed on servers: one-file bundles, and single executables that need no Node.
import { bundleAgent } from './agent/bundle-agent.ts';
import { compileAgent } from './agent/compile-agent.ts';
import { writeChecksums } from './agent/write-checksums.ts';
import { stage } from './up/stage.ts';

await stage('Bundling the agent', () => bundleAgent());
const left: string[] = [];
await stage('Compiling single files', () => compileAgent((line) => left.push(line))).catch((error: Error) =>
  left.push(`no single files: ${error.message.split('\n')[0]}`),
);
for (const { name, bytes, sha256 } of await writeChecksums())
  console.log(`${sha256}  ${(bytes / 1e6).toFixed(2).padStart(7)} MB  ${name}`);
for (const line of left) console.log(line);

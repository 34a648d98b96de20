// npm run build:runtime: dist/runtime, what a server needs of a built project and nothing else.
import { collectRuntime } from './runtime/collect-runtime.ts';

const { files, bytes } = await collectRuntime(process.cwd(), 'dist/runtime');
console.log(
  `dist/runtime: ${files} files, ${(bytes / 1e6).toFixed(0)} MB. It runs with Node 24: see deploy/.`,
);

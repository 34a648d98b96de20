// npm run build:runtime: dist/runtime, what a server needs of a built project and nothing else. Another folder: -- FOLDER.
import { collectRuntime } from './runtime/collect-runtime.ts';

const [folder = 'dist/runtime'] = process.argv.slice(2);
const { files, bytes } = await collectRuntime(process.cwd(), folder);
console.log(`${folder}: ${files} files, ${(bytes / 1e6).toFixed(0)} MB. It runs with Node 24: see deploy/.`);

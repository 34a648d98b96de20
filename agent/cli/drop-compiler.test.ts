import { expect, test } from 'vitest';
import { dropCompiler } from './drop-compiler.ts';

test('leaves Node as it is, which takes its flags later', () => {
  const { pid } = process;
  dropCompiler();
  expect(process.pid).toBe(pid);
  expect(process.env).not.toHaveProperty('BUN_JSC_useBaselineJIT');
});

import { execFile } from 'node:child_process';
import type { Say } from '../up/stage.ts';
import { judgeAudit } from './judge-audit.ts';

const MOST_MS = 30_000;
const ARGS = [
  'audit',
  '--omit=dev',
  '--audit-level=high',
  '--json',
  '--fetch-retries=0',
  '--fetch-timeout=15000',
];

/**
 * Asks the package registry for known vulnerabilities of what the portal runs on. Offline, or where the registry has
 * no such service (a mirror answers 405), nothing can be known: that is said, and is no failure.
 * @returns whether there is none of severity high or worse
 */
export function auditPackages(say: Say): Promise<boolean> {
  return new Promise((resolve) => {
    // Its status says nothing: it is 1 after a finding as well as without an answer.
    execFile('npm', ARGS, { timeout: MOST_MS, maxBuffer: 64 * 1024 ** 2 }, (_, printed) => {
      const judged = judgeAudit(printed);
      if (!judged) say('not checked: the package registry does not answer this question');
      else if (judged.serious.length > 0) say(`known vulnerabilities: ${judged.serious.join(', ')}`);
      resolve(!judged || judged.serious.length === 0);
    });
  });
}

import { userInfo } from 'node:os';
import type { Finding } from './finding.ts';

/** Findings for people: one in each line, and a last one that sums up. */
export function formatFindings(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ check }) => check.length));
  const lines = findings.map(
    ({ check, state, says }) => `${state.padEnd(5)}  ${check.padEnd(width)}  ${says}\n`,
  );
  const wrong = findings.filter(({ state }) => state === 'wrong').length;
  const sum =
    wrong === 0 ? 'nothing is wrong' : wrong === 1 ? '1 thing is wrong' : `${wrong} things are wrong`;
  return `${lines.join('')}\n${sum}, for the user ${userName()}\n`;
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A user without an entry in /etc/passwd, as in containers.
    return String(process.getuid?.());
  }
}

/** What `npm audit --json` found: how many packages of severity high or worse; null where nobody answered it. */
export function judgeAudit(printed: string): { serious: string[] } | null {
  let report: { vulnerabilities?: Record<string, { severity?: string }>; auditReportVersion?: number };
  try {
    report = JSON.parse(printed);
  } catch {
    return null;
  }
  if (typeof report !== 'object' || report === null || !report.auditReportVersion) return null;
  const serious = Object.entries(report.vulnerabilities ?? {})
    .filter(([, { severity }]) => severity === 'high' || severity === 'critical')
    .map(([name, { severity }]) => `${name} (${severity})`);
  return { serious };
}

/** What answers under a link carry: its address opens a report, and is nobody else's to know. */
export const sharedHeaders = (path = ''): Record<string, string> =>
  /^\/(?:shared|api\/shared-reports)\//.test(path)
    ? { 'Referrer-Policy': 'no-referrer', 'X-Robots-Tag': 'noindex, nofollow' }
    : {};

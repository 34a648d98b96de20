/** Two years, as browsers' preload lists ask for; tenants are subdomains. */
const STRICT_TRANSPORT = 'max-age=63072000; includeSubDomains';

const FEATURES = ['camera', 'display-capture', 'geolocation', 'microphone', 'midi', 'payment', 'usb'];

/**
 * What every answer carries, refusals at the door too.
 * @param publicUrl of the portal: only one that is served by https can bind browsers to https
 */
export const securityHeaders = (publicUrl: string): Record<string, string> => ({
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
  'Permissions-Policy': FEATURES.map((feature) => `${feature}=()`).join(', '),
  'Cross-Origin-Opener-Policy': 'same-origin',
  ...(publicUrl.startsWith('https:') && { 'Strict-Transport-Security': STRICT_TRANSPORT }),
});

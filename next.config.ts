import type { NextConfig } from 'next';

const config: NextConfig = {
  // Types and lint are checked by `npm test`; a build need not do it again.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    // Names protobufjs, which it needs only for a form of sketches that is not used here.
    '@datadog/sketches-js',
    '@duckdb/node-api',
    '@prisma/adapter-pg',
    '@node-rs/argon2',
    'pg',
    'pg-boss',
    'pino',
  ],
  poweredByHeader: false,
  // The trailing slash of earlier API paths is answered, not redirected.
  skipTrailingSlashRedirect: true,
  headers: async () => [
    {
      source: '/:path*',
      headers: [
        { key: 'X-Content-Type-Options', value: 'nosniff' },
        { key: 'X-Frame-Options', value: 'DENY' },
        { key: 'Referrer-Policy', value: 'same-origin' },
      ],
    },
  ],
};

export default config;

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
    'prom-client',
  ],
  poweredByHeader: false,
  // The trailing slash of earlier API paths is answered, not redirected.
  skipTrailingSlashRedirect: true,
};

export default config;

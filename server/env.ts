import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { parseTrustedProxies } from '#server/http/trusted-proxies.ts';
import { isGuessable } from './is-guessable.ts';
import { isLocal } from './is-local.ts';

const flag = z.enum(['true', 'false', '1', '0']).transform((value) => value === 'true' || value === '1');
const wholeNumber = (min: number, max: number) => {
  const error = `is not a whole number from ${min} to ${max}`;
  return z.coerce.number({ error }).int(error).min(min, error).max(max, error);
};

/** What only we know: long enough, and not out of an example. */
const secret = (characters: number) =>
  z
    .string()
    .min(characters, `needs at least ${characters} characters`)
    .refine((value) => value.length < characters || !isGuessable(value), {
      error: `can be guessed: make one with \`openssl rand -hex ${characters}\``,
    });

/** A URL of which the schemes are told when it is none. */
const url = (schemes: readonly string[], example: string) =>
  z.url({ protocol: new RegExp(`^(${schemes.join('|')})$`), error: `is not a URL as ${example}` });

const proxies = z.string().refine((text) => parseTrustedProxies(text) !== null, {
  error: 'is not true, false, or a list of addresses and networks as 10.0.0.0/8,192.0.2.7',
});

const uploadThing = z.object({
  apiKey: z.string().startsWith('sk_'),
  appId: z.string().min(1),
  regions: z.array(z.string()).min(1),
});

/** An UploadThing token is base64 of JSON; its parts are checked here, so that a wrong one is found at the start. */
const cloudToken = z.string().refine(
  (value) => {
    try {
      const token: unknown = JSON.parse(Buffer.from(value, 'base64').toString());
      return uploadThing.safeParse(token).success;
    } catch {
      return false;
    }
  },
  { error: 'is not a token as the dashboard of UploadThing shows it' },
);

/**
 * Every setting: its check, its default and what it does. README's configuration table is tested against this.
 * Settings of the agent are in agent/config.
 */
export const SETTINGS = {
  DATA_DIR: {
    check: z.string().min(1).default('.data'),
    about: 'Folder for the embedded PostgreSQL, the server secret, logs and caches.',
  },
  PORT: { check: wholeNumber(1, 65_535).default(3000), about: 'Port of the portal.' },
  HOST: { check: z.string().min(1).default('127.0.0.1'), about: 'Address the portal listens on.' },
  PUBLIC_URL: {
    check: url(['http', 'https'], 'https://perf.example.com').optional(),
    about: 'URL of the bare domain; tenants are its subdomains. Default: http://localhost:PORT.',
  },
  DATABASE_URL: {
    check: url(['postgres', 'postgresql'], 'postgres://user:password@host:5432/database').optional(),
    about:
      'A PostgreSQL 16 or newer of your own (its role needs CREATEROLE). Default: the embedded one in DATA_DIR/pg.',
  },
  APP_SECRET: {
    check: secret(32).optional(),
    about:
      'The secret from which session, key and role secrets are derived. Default: made once in DATA_DIR/secret.',
  },
  TRUST_PROXY: {
    check: proxies.default('false'),
    about:
      'Whose X-Forwarded-For, -Proto, -Host and X-Request-Id count: addresses and networks of your reverse proxies, as 10.0.0.0/8,192.0.2.7. true: whoever connects, when nobody else can.',
  },
  METRICS_TOKEN: {
    check: secret(16).optional(),
    about: 'Token for GET /metrics (Authorization: Bearer …). Default: there is no such page.',
  },
  WORKER_PORT: {
    check: wholeNumber(1, 65_535).optional(),
    about:
      'Port on which the worker answers GET /api/health and GET /metrics. Default: it listens on nothing.',
  },
  LOG_LEVEL: {
    check: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    about: 'How much the portal and the worker log.',
  },
  DB_CONNECTIONS: {
    check: wholeNumber(4, 1000).default(40),
    about: 'Budget of tenant database connections per process; the least recently used pool closes first.',
  },
  DUCKDB_MEMORY: {
    check: z
      .string()
      .regex(/^\d+(MB|GB)$/, 'is a number with MB or GB')
      .default('512MB'),
    about: 'Memory limit of the query engine per process.',
  },
  DUCKDB_THREADS: { check: wholeNumber(1, 64).default(2), about: 'Threads of the query engine per process.' },
  ACCEPTED_AGE_DAYS: {
    check: wholeNumber(1, 3650).default(30),
    about: 'Samples older than this are refused.',
  },
  SEAL_DELAY_SECONDS: {
    check: wholeNumber(0, 86_400).default(300),
    about: 'How long after an hour is over its samples are sealed into a segment.',
  },
  RATE_READS_PER_MINUTE: {
    check: wholeNumber(0, 1_000_000).default(300),
    about: 'API calls that read, per key or user; a tenant has 20 times as many. 0: no limit.',
  },
  RATE_WRITES_PER_MINUTE: {
    check: wholeNumber(0, 1_000_000).default(60),
    about: 'API calls that change something, counted the same way. 0: no limit.',
  },
  RATE_DELIVERIES_PER_MINUTE: {
    check: wholeNumber(0, 1_000_000).default(240),
    about: 'Deliveries of samples per machine, counted in quarters of a minute. 0: no limit.',
  },
  SIGN_UP: {
    check: flag.default(true),
    about: 'Whether anybody may open a portal on the bare domain. Off: only `npm run tenant` makes them.',
  },
  DELETE_GRACE_DAYS: {
    check: wholeNumber(0, 365).default(14),
    about: 'How long a portal that its owner deletes can still be taken back.',
  },
  SMTP_URL: {
    check: url(['smtp', 'smtps'], 'smtp://user:password@mail.example.com:587').optional(),
    about:
      'Mail server for invitations, resets and scheduled reports: smtp://user:password@mail.example.com:587. Default: no mail; links are shown instead.',
  },
  MAIL_FROM: {
    check: z.email().optional(),
    about: 'Sender of that mail. Default: perfanalysis@ and the bare domain.',
  },
  AUTH_OIDC_ISSUER: {
    check: url(['http', 'https'], 'https://id.example.com').optional(),
    about: 'An OpenID Connect provider that members may sign in with; needs the client id and secret too.',
  },
  AUTH_OIDC_CLIENT_ID: {
    check: z.string().min(1).optional(),
    about: "The portal's client id at that provider.",
  },
  AUTH_OIDC_CLIENT_SECRET: {
    check: z.string().min(1).optional(),
    about: "The portal's client secret at that provider.",
  },
  AUTH_OIDC_NAME: {
    check: z.string().min(1).max(40).default('single sign-on'),
    about: 'What the button of the sign-in page calls the provider.',
  },
  UPLOADTHING_TOKEN: {
    check: cloudToken.optional(),
    about:
      "Send files from the browser through UploadThing's cloud, with the token of your account there. Default: straight to the portal.",
  },
} as const;

type Settings = { readonly [Name in keyof typeof SETTINGS]: z.infer<(typeof SETTINGS)[Name]['check']> };

type SettingName = keyof typeof SETTINGS;

/** The checked settings, and what follows from them. */
export interface Env extends Omit<Settings, 'PUBLIC_URL' | 'APP_SECRET' | 'DATABASE_URL' | 'DATA_DIR'> {
  /** Absolute. */
  DATA_DIR: string;
  /** Scheme, host and port of the bare domain, no trailing slash. */
  PUBLIC_URL: string;
  /** Host name below which tenants live: `localhost`, `perf.example.com`. */
  BASE_DOMAIN: string;
  DATABASE_URL: string;
  APP_SECRET: string;
}

/** A setting is wrong or missing; the message lists each with what is allowed. */
export class ConfigurationError extends Error {
  override name = 'ConfigurationError';
}

/**
 * Reads and checks the settings from `source`.
 * @throws ConfigurationError naming every bad setting at once.
 */
export function readEnv(source: Record<string, string | undefined>): Env {
  const { values, faults } = checkSettings(source, Object.keys(SETTINGS) as SettingName[]);
  const settings = values as Settings;
  if (faults.length === 0) {
    values.APP_SECRET ??= readSecretFile(settings.DATA_DIR);
    if (!settings.APP_SECRET)
      faults.push(
        `APP_SECRET: is not set and ${settings.DATA_DIR}/secret is not there: make one with \`openssl rand -hex 32\` and keep it with the backups; \`npm run up\` makes its own`,
      );
    if (!settings.DATABASE_URL)
      faults.push(
        'DATABASE_URL: is not set: name your PostgreSQL, as postgres://user:password@host:5432/database; `npm run up` starts the embedded one and sets it for its parts',
      );
    faults.push(...guessablePassword(settings));
  }
  faults.push(...halfSetOidc(settings, faults));
  refuse(faults);
  const publicUrl = (settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`).replace(/\/+$/, '');
  return {
    ...settings,
    // Else the bundler takes the whole project for data that is read here.
    DATA_DIR: resolve(/* turbopackIgnore: true */ settings.DATA_DIR),
    PUBLIC_URL: publicUrl,
    BASE_DOMAIN: new URL(publicUrl).hostname,
    DATABASE_URL: settings.DATABASE_URL as string,
    APP_SECRET: settings.APP_SECRET as string,
  };
}

function checkSettings(source: Record<string, string | undefined>, names: readonly SettingName[]) {
  const faults: string[] = [];
  const values: Record<string, unknown> = {};
  for (const name of names) {
    const given = source[name];
    const result = SETTINGS[name].check.safeParse(given === '' ? undefined : given);
    if (result.success) values[name] = result.data;
    else faults.push(`${name}: ${result.error.issues.map((issue) => issue.message).join('; ')}`);
  }
  return { values, faults };
}

function refuse(faults: readonly string[]): void {
  if (faults.length > 0) throw new ConfigurationError(`Wrong configuration.\n  ${faults.join('\n  ')}`);
}

/** Passwords that come with images and examples of PostgreSQL. */
const COMMON = [
  'postgres',
  'postgresql',
  'root',
  'secret',
  'test',
  'trust',
  'pass',
  'pgpass',
  '1234',
  '12345',
  '123456',
];

/** A portal that others reach does not start on a database whose password everybody has. */
function guessablePassword({ DATABASE_URL, PUBLIC_URL }: Settings): string[] {
  if (DATABASE_URL === undefined || PUBLIC_URL === undefined || isLocal(PUBLIC_URL)) return [];
  const { username, password: encoded } = new URL(DATABASE_URL);
  const password = decoded(encoded);
  // Without one, the server lets this host or certificate in.
  if (password === '') return [];
  const known = [...COMMON, username].includes(password.toLowerCase()) || isGuessable(password);
  return known
    ? ['DATABASE_URL: its password can be guessed: give the role another, as `openssl rand -hex 16`']
    : [];
}

/** A % that encodes nothing stands for itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const OIDC = ['AUTH_OIDC_ISSUER', 'AUTH_OIDC_CLIENT_ID', 'AUTH_OIDC_CLIENT_SECRET'] as const;

/** A provider is described by all three settings or by none; one that is wrong has its own fault already. */
function halfSetOidc(settings: Settings, faults: readonly string[]): string[] {
  const missing = OIDC.filter((name) => settings[name] === undefined);
  if (missing.length === 0 || missing.length === OIDC.length) return [];
  return missing
    .filter((name) => !faults.some((fault) => fault.startsWith(`${name}: `)))
    .map((name) => `${name}: is not set, and is needed with the other AUTH_OIDC settings`);
}

function readSecretFile(dataDir: string): string | undefined {
  try {
    const secret = readFileSync(resolve(dataDir, 'secret'), 'utf8').trim();
    return secret.length >= 32 ? secret : undefined;
  } catch {
    return undefined;
  }
}

let cached: Env | undefined;

/** The settings of this process. Read at first use, so that a build needs none. */
export function env(): Env {
  cached ??= readEnv(process.env);
  return cached;
}

const ENGINE = ['DATA_DIR', 'LOG_LEVEL', 'DUCKDB_MEMORY', 'DUCKDB_THREADS'] as const;

/** What the query engine and the log need. */
type EngineEnv = Pick<Env, (typeof ENGINE)[number]>;

let cachedEngine: EngineEnv | undefined;

/**
 * The settings of the query engine and the log, read at first use. They stand for themselves: a report on files has
 * no database and no secret.
 * @throws ConfigurationError naming every bad one of these at once.
 */
export function engineEnv(): EngineEnv {
  cachedEngine ??= readEngine(process.env);
  return cachedEngine;
}

function readEngine(source: Record<string, string | undefined>): EngineEnv {
  const { values, faults } = checkSettings(source, ENGINE);
  refuse(faults);
  const settings = values as Pick<Settings, (typeof ENGINE)[number]>;
  return { ...settings, DATA_DIR: resolve(/* turbopackIgnore: true */ settings.DATA_DIR) };
}

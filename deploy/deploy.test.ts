import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { SETTINGS } from '#server/env.ts';

// No container engine and no cloud runs here: what can be seen of these files without one.
const read = (path: string) => readFileSync(path, 'utf8');
const dockerfile = read('deploy/Dockerfile');
const settingsOf = (names: readonly string[]) => names.filter((name) => !(name in SETTINGS));
/** Programs that are named in a text are there. */
const missingScripts = (text: string) =>
  [...text.matchAll(/scripts\/[\w-]+\.(?:ts|mjs)/g)]
    .map(([path]) => path)
    .filter((path) => !existsSync(path));
const FILES = ['compose.yaml', 'kubernetes.yaml', 'Dockerfile', 'azure/main.bicep', 'azure/README.md'];
const UNITS = readdirSync('deploy/systemd').map((name) => `deploy/systemd/${name}`);
const port = /^ +PORT=(\d+)/m.exec(dockerfile)?.[1];
const dataDir = /^ +DATA_DIR=(\S+)$/m.exec(dockerfile)?.[1];

test.each([...FILES.map((name) => `deploy/${name}`), ...UNITS])(
  '%s names programs that there are',
  (path) => {
    expect(missingScripts(read(path))).toEqual([]);
  },
);

test('the image listens where it says, as nobody of importance, and asks itself whether it is well', () => {
  expect(dockerfile).toContain(`EXPOSE ${port}`);
  expect(dockerfile).toMatch(/^USER node$/m);
  // As the manifests of Kubernetes name it.
  expect(dockerfile).toContain('useradd --uid 1000');
  // Node and what npm brought are linked against the libraries of the build's Debian.
  const [, debian] = /^FROM node:24-(\w+)-slim AS build$/m.exec(dockerfile) ?? [];
  expect(dockerfile).toContain(`\nFROM debian:${debian}-slim\n`);
  expect(dockerfile.indexOf('USER node')).toBeLessThan(dockerfile.indexOf('CMD ["scripts/portal.ts"]'));
  expect(dockerfile).toContain('/api/health');
  const own = [...dockerfile.matchAll(/^ {4}(\w+)=|^ENV (\w+)=/gm)].map(
    (match) => match[1] ?? match[2] ?? '',
  );
  expect(settingsOf(own).sort()).toEqual(['NEXT_TELEMETRY_DISABLED', 'NODE_ENV']);
});

test('what the image is built from leaves out what is built, stored or secret', () => {
  const ignored = read('.dockerignore').split('\n');
  for (const name of ['node_modules', '.next', '.git', '.data', 'dist', '.env'])
    expect(ignored, name).toContain(name);
});

test('compose: settings are settings, variables are in example.env, doors fit', () => {
  const text = read('deploy/compose.yaml');
  const { services, volumes } = parse(text, { merge: true });
  expect(Object.keys(services)).toEqual(['migrate', 'portal', 'worker', 'postgres', 'caddy']);
  const example = [...read('deploy/example.env').matchAll(/^(\w+)=/gm)].map((match) => match[1]);
  const used = [...text.matchAll(/\$\{(\w+)/g)].map((match) => match[1]);
  expect([...new Set(used)].sort()).toEqual(example.toSorted());
  for (const name of ['migrate', 'portal', 'worker']) {
    const service = services[name];
    expect(settingsOf(Object.keys(service.environment))).toEqual([]);
    expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'] });
    // So that every other setting can be made without a change of this file.
    expect(service.env_file).toEqual([{ path: '../.env', required: false }]);
  }
  for (const name of ['portal', 'worker']) expect(services[name].volumes).toEqual([`${name}:${dataDir}`]);
  for (const name of ['postgres', 'portal', 'worker', 'caddy']) expect(volumes).toHaveProperty(name);
  expect(services.portal.ports).toBeUndefined();
  expect(services.postgres.ports).toBeUndefined();
  // As docs/operations.md counts, for one portal more than there is.
  const [, most] = /max_connections=(\d+)/.exec(services.postgres.command.join(' ')) ?? [];
  expect(3 * (SETTINGS.DB_CONNECTIONS.check.parse(undefined) + 12)).toBeLessThan(Number(most));
  const caddyfile = read('deploy/Caddyfile');
  for (const [, to] of caddyfile.matchAll(/portal:(\d+)/g)) expect(to).toBe(port);
  for (const path of ['/api/known-host', '/api/ready', '/metrics'])
    expect(existsSync(`app${path}/route.ts`) && caddyfile.includes(path), path).toBe(true);
  expect(caddyfile.match(/\{/g)?.length).toBe(caddyfile.match(/\}/g)?.length);
});

interface Pod {
  securityContext: object;
  terminationGracePeriodSeconds: number;
  containers: {
    image: string;
    args: string[];
    ports?: { containerPort: number }[];
    env?: { name: string; value: string }[];
    securityContext: object;
    volumeMounts: { name: string; mountPath: string }[];
    [probe: string]: unknown;
  }[];
  volumes: { name: string }[];
}

test('kubernetes: settings are settings, ports, paths and labels agree, nothing starts as it stands', () => {
  const { kind, items } = parse(read('deploy/kubernetes.yaml'));
  expect(kind).toBe('List');
  const find = (of: string, name: string) =>
    items.find(
      (one: { kind: string; metadata: { name: string } }) => one.kind === of && one.metadata.name === name,
    );
  const given = { ...find('Secret', 'perfanalysis').stringData, ...find('ConfigMap', 'perfanalysis').data };
  expect(settingsOf(Object.keys(given))).toEqual([]);
  for (const value of Object.values(find('Secret', 'perfanalysis').stringData))
    expect(value).toContain('CHANGE-ME');
  const pods = [find('Job', 'migrate'), find('Deployment', 'portal'), find('Deployment', 'worker')].map(
    ({ spec }) => spec.template.spec as Pod,
  );
  for (const { containers, volumes, securityContext } of pods) {
    const [container] = containers;
    expect(securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1000 });
    expect(container?.securityContext).toMatchObject({ readOnlyRootFilesystem: true });
    expect(container?.volumeMounts.map(({ mountPath }) => mountPath)).toEqual([dataDir, '/tmp']);
    expect(container?.volumeMounts.map(({ name }) => name)).toEqual(volumes.map(({ name }) => name));
    expect(container?.image).toBe(pods[0]?.containers[0]?.image);
    for (const { name } of container?.env ?? []) expect(SETTINGS).toHaveProperty(name);
  }
  const [, portal, worker] = pods;
  expect(String(portal?.containers[0]?.ports?.[0]?.containerPort)).toBe(port);
  expect(worker?.containers[0]?.env?.[0]?.value).toBe(
    String(worker?.containers[0]?.ports?.[0]?.containerPort),
  );
  for (const probe of ['startupProbe', 'livenessProbe'])
    expect(portal?.containers[0]?.[probe]).toMatchObject({ httpGet: { path: '/api/health', port: 'http' } });
  expect(portal?.containers[0]?.readinessProbe).toMatchObject({
    httpGet: { path: '/api/ready', port: 'http' },
  });
  const { labels } = find('Deployment', 'portal').spec.template.metadata;
  expect(find('Deployment', 'portal').spec.replicas).toBeGreaterThan(1);
  for (const selector of [
    find('Deployment', 'portal').spec.selector.matchLabels,
    find('Service', 'portal').spec.selector,
    find('PodDisruptionBudget', 'portal').spec.selector.matchLabels,
  ])
    expect(selector).toEqual(labels);
  const { tls, rules } = find('Ingress', 'portal').spec;
  const domain = new URL(given.PUBLIC_URL).hostname;
  expect(tls[0].hosts).toEqual([domain, `*.${domain}`]);
  expect(rules.map(({ host }: { host: string }) => host)).toEqual(tls[0].hosts);
});

test('bicep: settings are settings or of App Service, and what is opened is closed', () => {
  const text = read('deploy/azure/main.bicep');
  const names = [...text.matchAll(/\{ name: '([A-Z_]+)', value:/g)].map((match) => match[1] ?? '');
  expect(names).toContain('DATABASE_URL');
  expect(settingsOf(names).filter((name) => !name.startsWith('WEBSITES_'))).toEqual([]);
  expect(text).toContain(`{ name: 'WEBSITES_PORT', value: '${port}' }`);
  const code = text.replace(/'(?:[^'\\]|\\.)*'|\/\/.*$/gm, '');
  for (const [open, close] of ['{}', '[]', '()'])
    expect(code.split(open ?? '').length).toBe(code.split(close ?? '').length);
  // What is named is declared.
  const declared = [...text.matchAll(/^\s*(?:resource|param|var|output) (\w+)/gm)].map((match) => match[1]);
  const used = [...text.matchAll(/\$\{(\w+)[:}.]|^\s*\w+: (\w+)\.(?:id|identity|properties)/gm)].map(
    (match) => match[1] ?? match[2],
  );
  expect(used.filter((name) => !declared.includes(name) && name !== 'vault')).toEqual([]);
});

test.each(UNITS)('%s: systemd understands it', (path) => {
  const text = read(path);
  const set = [...text.matchAll(/^Environment=(.*)$/gm)].flatMap((match) => (match[1] ?? '').split(' '));
  expect(settingsOf(set.map((pair) => pair.split('=')[0] ?? ''))).toEqual(['NODE_ENV']);
  expect(text).toContain('RestartPreventExitStatus=78');
  const { error, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', path], { encoding: 'utf8' });
  if (error) return;
  // Programs and accounts of a server are not on this one.
  const own = stderr
    .split('\n')
    .filter((line) => line.includes(path) && !/is not executable|not found/.test(line));
  expect(own).toEqual([]);
});

interface Job {
  /** Of a job that is another workflow. */
  uses?: string;
  'runs-on': string;
  'timeout-minutes': number;
  steps: { uses?: string; run?: string }[];
}

test('workflows: jobs, steps and commands are there, actions are pinned, rights are named', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  for (const name of readdirSync('.github/workflows')) {
    const text = read(`.github/workflows/${name}`);
    const { on, permissions, jobs } = parse(text);
    expect(on, name).toBeTruthy();
    expect(permissions, name).toBeTruthy();
    for (const job of Object.values<Job>(jobs)) {
      if (job.uses !== undefined) {
        expect(existsSync(job.uses), job.uses).toBe(true);
        continue;
      }
      expect(job['runs-on']).toMatch(/^ubuntu-\d+\.\d+$/);
      expect(job['timeout-minutes']).toBeGreaterThan(0);
      for (const { uses, run } of job.steps) {
        expect([uses, run].filter((one) => one !== undefined)).toHaveLength(1);
        if (uses !== undefined) expect(uses).toMatch(/^[\w-]+\/[\w-]+@v\d+$/);
      }
    }
    for (const [, script] of text.matchAll(/npm run ([\w:-]+)/g))
      expect(scripts).toHaveProperty([script ?? '']);
  }
  expect(read('.github/workflows/ci.yml')).toContain('run: .ci/run');
  expect(statSync('.ci/run').mode & 0o111).not.toBe(0);
  execFileSync('bash', ['-n', '.ci/run']);
});

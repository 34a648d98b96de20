import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from './find-program.ts';
import { pccFlags } from './pcc-flags.ts';
import { startExporter } from './start-exporter.ts';
import { startProgram } from './start-program.ts';

/** A program that samples this host each second, under measurement. */
export interface Contender {
  name: string;
  kind: 'pcc bundle' | 'pcc single file' | 'node_exporter' | 'peer';
  pid: number;
  check(): void;
  stop(): Promise<void>;
}

/** The collectors of node_exporter that read what pcc reads. */
const SAME_SOURCES = [
  'cpu',
  'stat',
  'meminfo',
  'diskstats',
  'netdev',
  'vmstat',
  'loadavg',
  'filesystem',
  'pressure',
];

/** As install.sh starts the bundle. */
const NODE_FLAGS = [
  ...['--max-semi-space-size=1', '--no-opt', '--no-maglev', '--no-sparkplug'],
  ...['--no-node-snapshot', '--expose-gc'],
];
const NODE_ENV = {
  MALLOC_ARENA_MAX: '1',
  MALLOC_MMAP_THRESHOLD_: '65536',
  MALLOC_TRIM_THRESHOLD_: '65536',
  MALLOC_TOP_PAD_: '16384',
};

interface Where {
  folder: string;
  /** The receiver's URL. */
  server: string;
  bundle: string;
  singleFile: string;
  /** Told what cannot take part, and what to do about it. */
  onMissing: (text: string) => void;
}

/** Starts everything that is there to be compared; each is stopped by its own `stop`. */
export async function startContenders(where: Where): Promise<Contender[]> {
  const { folder, server, bundle, singleFile, onMissing } = where;
  const trickle = (name: string, batch: string): string[] => [
    ...pccFlags(join(folder, name)),
    ...['--mode', 'trickle', '--server', server, '--batch', batch],
  ];
  const key = { PCC_APIKEY: 'bench' };
  const node = (name: string, flags: string[]): Contender => ({
    name: `pcc bundle, ${name}`,
    kind: 'pcc bundle',
    ...startProgram(process.execPath, [...NODE_FLAGS, bundle, ...flags], { ...key, ...NODE_ENV }),
  });
  const running: Contender[] = [
    node('trickle each second', trickle('bundle-1', '1s')),
    node('trickle each 15 s', trickle('bundle-15', '15s')),
    node('local', [...pccFlags(join(folder, 'local')), '--mode', 'local']),
  ];
  if (existsSync(singleFile)) {
    running.push({
      name: 'pcc single file, trickle each second',
      kind: 'pcc single file',
      ...startProgram(singleFile, trickle('single', '1s'), key),
    });
  } else onMissing(`${singleFile}: npm run build:agent makes it`);

  const exporter = findProgram('prometheus-node-exporter') ?? findProgram('node_exporter');
  if (exporter) {
    const same = ['--collector.disable-defaults', ...SAME_SOURCES.map((name) => `--collector.${name}`)];
    const started = await startExporter(exporter, []);
    running.push({ name: 'node_exporter', kind: 'node_exporter', ...started });
    running.push({
      name: 'node_exporter, our sources only',
      kind: 'peer',
      ...(await startExporter(exporter, same)),
    });
  } else onMissing('node_exporter: apt-get install prometheus-node-exporter');

  const collectl = findProgram('collectl');
  if (collectl) {
    const raw = join(folder, 'collectl');
    mkdirSync(raw);
    const program = startProgram(collectl, ['-i1', '-f', raw]);
    running.push({ name: 'collectl -i1', kind: 'peer', ...program });
  } else onMissing('collectl: apt-get install collectl');
  return running;
}

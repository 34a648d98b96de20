import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { bundleCurrent } from './bundle-current.ts';
import type { Figure, Findings } from './figure.ts';
import { inTemporaryFolder } from './in-temporary-folder.ts';
import { parseCollection } from './parse-collection.ts';
import type { Options } from './read-options.ts';
import { recordHost } from './record-host.ts';
import { type Run, runMeasured } from './run-measured.ts';
import { writeRepeated } from './write-repeated.ts';

const MB = 1e6;
const SMALL_SHARE = 4;

/**
 * Throughput and peak memory of pcprocess over a large collection of whole files, and over a quarter of it: memory is
 * flat when both peaks are alike. Of what pcc itself records, which says the same in less text, the snapshots per second.
 */
export async function process({ megabytes, collection }: Options): Promise<Findings> {
  return inTemporaryFolder(async (folder) => {
    const program = join(await bundleCurrent(join(folder, 'build')), 'pcprocess.mjs');
    if (!existsSync(program)) return { figures: [], missing: ['agent/cli/pcprocess.ts is not there'] };
    const recording = collection ? parseCollection(readFileSync(collection, 'utf8')) : await recordHost(true);
    const measure = async (name: string, bytes: number, records = recording): Promise<Measured> => {
      const path = join(folder, `${name}.json`);
      writeRepeated(path, records, bytes);
      const flags = ['--collection', path, '--outdir', join(folder, name)];
      const node = globalThis.process.execPath;
      return { bytes: statSync(path).size, ...(await runMeasured(node, [program, ...flags])) };
    };
    const small = await measure('small', (megabytes * MB) / SMALL_SHARE);
    const large = await measure('large', megabytes * MB);
    const own = await recordHost();
    const dense = await measure('dense', (megabytes * MB) / SMALL_SHARE, own);
    const ticks = new Set(own.map(({ timestamp }) => timestamp)).size;
    const perSnapshot = own.reduce((sum, record) => sum + JSON.stringify(record).length + 1, 0) / ticks;
    return { figures: [...figures(small, large), ...ownFigures(dense, perSnapshot)], missing: [] };
  });
}

type Measured = Run & { bytes: number };

function ownFigures({ bytes, cpuMs }: Measured, perSnapshot: number): Figure[] {
  return [
    {
      what: "pcc's own recording, per second of CPU",
      value: bytes / MB / (cpuMs / 1000),
      unit: 'MB/s',
      note: 'the same snapshots in less text',
    },
    {
      what: 'snapshots of it, per second of CPU',
      value: bytes / perSnapshot / (cpuMs / 1000),
      unit: '',
    },
  ];
}

function figures(small: Measured, large: Measured): Figure[] {
  const size = `${Math.round(large.bytes / MB)} MB`;
  const rate = (run: Measured, ms: number): number => run.bytes / MB / (ms / 1000);
  return [
    {
      what: `pcprocess over ${size}, per second of CPU`,
      value: rate(large, large.cpuMs),
      unit: 'MB/s',
      bar: { sense: 'at least', value: 40 },
    },
    {
      what: 'per second of time',
      value: rate(large, large.wallMs),
      unit: 'MB/s',
      note: 'less when others use the machine',
    },
    { what: 'peak RSS', value: large.peakRss, unit: 'MB' },
    {
      what: 'peak RSS over that of a quarter of the collection',
      value: large.peakRss / small.peakRss,
      unit: '×',
      bar: { sense: 'at most', value: 1.15 },
    },
  ];
}

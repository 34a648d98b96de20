import { parseArgs } from 'node:util';
import { SettingsError } from './settings-error.ts';

/** What pcprocess was asked to do. */
export interface ProcessSettings {
  collections: readonly [string, ...string[]];
  outdir: string;
  machineId: string | null;
  containerNames: string | null;
  force: boolean;
  strict: boolean;
  help: boolean;
  version: boolean;
}

export const PROCESS_HELP = `pcprocess turns a collection into sar-style files, host.csv and containers.csv.

  pcprocess [--collection FILE] --outdir FOLDER
  pcprocess --outdir FOLDER FILE...       several files that are one collection, oldest first

A file may be packed with gzip; - is standard input. A flag goes before its environment variable.

  --collection FILE       PCR_COLLECTION       what pcc or pcd recorded
  --outdir FOLDER         PCR_OUTDIR           where to write
  --machine-id NAME       PCR_MACHINE_ID       machine_id in host.csv [the recorded host name]
  --container-names FILE  PCR_CONTAINER_NAMES  JSON object of container id and name
                                               [container_names.json beside the collection]
  --strict                                     stop at the first damaged line, with status 1
  --force                                      write into a folder that holds other files
  --version               the version
  --help, -h              this text

Damaged lines are reported with their number and passed over. Status: 0 done, 1 failed, 2 wrong usage.
`;

/**
 * Settings from flags, else the environment. `argv` is without node and script. Throws SettingsError on an unknown
 * flag and when the collection or the folder is not named.
 */
export function readProcessSettings(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = process.env,
): ProcessSettings {
  const { values, positionals } = parse(argv);
  const text = (flag: string | undefined, variable: string): string | null =>
    flag || environment[variable] || null;
  const collection = text(values.collection, 'PCR_COLLECTION');
  const outdir = text(values.outdir, 'PCR_OUTDIR');
  const settings = {
    machineId: text(values['machine-id'], 'PCR_MACHINE_ID'),
    containerNames: text(values['container-names'], 'PCR_CONTAINER_NAMES'),
    force: values.force === true,
    strict: values.strict === true,
    help: values.help === true,
    version: values.version === true,
  };
  const [first = collection, ...more] = positionals;
  if (settings.help || settings.version) {
    return { ...settings, collections: [first ?? '', ...more], outdir: outdir ?? '' };
  }
  if (values.collection !== undefined && positionals.length > 0) {
    throw new SettingsError('--collection names a file and so do the arguments: use one of the two');
  }
  if (first === null) {
    throw new SettingsError('PCR_COLLECTION is missing: name the collection file, or - for standard input');
  }
  if (outdir === null) throw new SettingsError('PCR_OUTDIR is missing: name the folder to write to');
  return { ...settings, collections: [first, ...more], outdir };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        collection: { type: 'string' },
        outdir: { type: 'string' },
        'machine-id': { type: 'string' },
        'container-names': { type: 'string' },
        strict: { type: 'boolean' },
        force: { type: 'boolean' },
        version: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new SettingsError(
      `${error instanceof Error ? error.message : String(error)}; see pcprocess --help`,
    );
  }
}

import { jsonFields } from './json-fields.ts';
import { type JsonObject, parseJsonObject } from './parse-json-object.ts';
import { parseName } from './parse-name.ts';
import { ProcfsError } from './procfs-error.ts';

/** A whole block device; partitions are not in the record. */
export interface BlockFacts {
  /** It has hardware (or a hypervisor's device) behind it: /sys/block/X/device exists. */
  physical: boolean;
  sizeBytes: number | null;
  rotational: boolean | null;
}

export interface InterfaceFacts {
  /** /sys/class/net/X/device exists. */
  physical: boolean;
  /** Null for a link that is down, and where the driver does not know it (as most virtual machines' do). */
  speedMbps: number | null;
  /** The bridge, bond or netvsc interface it belongs to. */
  master: string | null;
}

export interface Sysfs {
  block: Record<string, BlockFacts>;
  net: Record<string, InterfaceFacts>;
}

const SUBSYSTEM = 'sysfs[*]';

/**
 * Parses our own record `sysfs[*]`:
 * {"block":{"sda":{"physical":true,"size_bytes":1,"rotational":false}},
 *  "net":{"eth0":{"physical":true,"speed_mbps":1000,"master":null}}}. Throws ProcfsError.
 */
export function parseSysfs(text: string): Sysfs {
  const root = parseJsonObject(text, SUBSYSTEM, 'the record');
  return {
    block: each(root, 'block', (facts, where) => {
      const field = jsonFields(facts, SUBSYSTEM, where);
      return {
        physical: required(field.flag('physical'), where),
        sizeBytes: field.number('size_bytes'),
        rotational: field.flag('rotational'),
      };
    }),
    net: each(root, 'net', (facts, where) => {
      const field = jsonFields(facts, SUBSYSTEM, where);
      return {
        physical: required(field.flag('physical'), where),
        speedMbps: knownSpeed(field.number('speed_mbps')),
        master: field.text('master'),
      };
    }),
  };
}

function each<Facts>(
  root: JsonObject,
  section: 'block' | 'net',
  read: (facts: JsonObject, where: string) => Facts,
): Record<string, Facts> {
  const devices = parseJsonObject(Object.hasOwn(root, section) ? root[section] : {}, SUBSYSTEM, section);
  return Object.fromEntries(
    Object.entries(devices).map(([name, value]) => {
      const device = parseName(name, SUBSYSTEM, 1);
      return [
        device,
        read(parseJsonObject(value, SUBSYSTEM, `${section}.${device}`), `${section}.${device}.`),
      ];
    }),
  );
}

/** SPEED_UNKNOWN is −1 (include/uapi/linux/ethtool.h), which some drivers show unsigned, in 16 bits or 32; 0 is none either. */
const UNKNOWN_SPEEDS: ReadonlySet<number> = new Set([0, 0xffff, 0xffff_ffff]);

const knownSpeed = (mbps: number | null): number | null =>
  mbps === null || UNKNOWN_SPEEDS.has(mbps) ? null : mbps;

function required(value: boolean | null, where: string): boolean {
  if (value === null) throw new ProcfsError(SUBSYSTEM, 1, `${where}physical is missing`);
  return value;
}

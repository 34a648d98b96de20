import { z } from 'zod';
import { zoneNamed } from './zone-named.ts';

/** PostgreSQL has no NUL in text, and no half characters. */
const text = z.string().regex(/^[^\p{Cc}\p{Cs}]*$/u, 'has control characters');
const word = text.trim().min(1).max(255);

const timeZone = word.transform((name, ctx) => {
  const zone = zoneNamed(name);
  if (zone !== null) return zone;
  ctx.issues.push({
    code: 'custom',
    input: name,
    message: `"${name.slice(0, 60)}" is no time zone; write a name such as Europe/Berlin or UTC`,
  });
  return z.NEVER;
});

/** What people say of a machine. */
export const FACTS = {
  display_name: word,
  cloud_provider: word,
  region: word,
  instance_type: word,
  /** In the currency of the reports. */
  hourly_cost: z.number().min(0).max(1e6),
  /** IANA name. */
  time_zone: timeZone,
};

export const machineTags = z
  .record(text.min(1).max(64), text.max(255))
  .refine((given) => Object.keys(given).length <= 100, 'has more than 100 tags');

/**
 * A change of what people say of a machine: null takes a fact away, what is not there stays, `tags` are replaced whole.
 * A field that cannot be changed is refused, not passed over.
 */
export const machineChanges = z.strictObject({
  /** A new name. Agents that name themselves must be told it; keys, samples and links stay. */
  machine_id: z.string().trim().exactOptional(),
  display_name: FACTS.display_name.nullable().exactOptional(),
  cloud_provider: FACTS.cloud_provider.nullable().exactOptional(),
  region: FACTS.region.nullable().exactOptional(),
  instance_type: FACTS.instance_type.nullable().exactOptional(),
  hourly_cost: FACTS.hourly_cost.nullable().exactOptional(),
  time_zone: FACTS.time_zone.nullable().exactOptional(),
  tags: machineTags.exactOptional(),
});
export type MachineChanges = z.output<typeof machineChanges>;

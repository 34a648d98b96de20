import { z } from 'zod';
import { FACTS, machineTags } from '#server/machines/machine-changes.ts';
import { MACHINE_STATUSES } from '#server/machines/machine-status.ts';

export const BODY_LIMITS = { wireBytes: 64 * 1024, unpackedBytes: 64 * 1024 };

/** PostgreSQL has no NUL in text, and no half characters. */
const text = z.string().regex(/^[^\p{Cc}\p{Cs}]*$/u, 'has control characters');
const word = text.trim().min(1).max(255);

/** Body of a registration. */
export const registration = z.object({
  machine_id: z.string().trim(),
  display_name: FACTS.display_name.exactOptional(),
  cloud_provider: FACTS.cloud_provider.exactOptional(),
  region: FACTS.region.exactOptional(),
  instance_type: FACTS.instance_type.exactOptional(),
  hourly_cost: FACTS.hourly_cost.exactOptional(),
  time_zone: FACTS.time_zone.exactOptional(),
  tags: machineTags.exactOptional(),
});

/** Body of a merge. */
export const merging = z.strictObject({
  /** Name or id of the machine that stays. */
  into: text.min(1).max(255),
  /** The name of the one that goes. */
  confirm: text.max(255).exactOptional(),
});

/** Query of a list. An empty parameter is one that was not given. */
export const listQuery = z.object({
  cursor: text.min(1).max(2000).exactOptional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  q: word.exactOptional(),
  status: z.enum(MACHINE_STATUSES).exactOptional(),
  /** Each `name` or `name:value`. */
  tag: z.array(text.min(1).max(320)).max(20),
});

/** Query of a removal: the machine's name, by one who means it. */
export const removal = z.object({ confirm: z.string().exactOptional() });

/** Query of a live stream: the event after which it goes on. */
export const liveQuery = z.object({
  after: z
    .string()
    .regex(/^\d{1,19}$/)
    .exactOptional(),
});

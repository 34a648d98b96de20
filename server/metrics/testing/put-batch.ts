import { randomUUID } from 'node:crypto';
import type { Sample } from '#agent/contract/sample.ts';
import { tenantDb } from '#server/db/tenant-db.ts';
import { splitByHour } from '#server/metrics/trickle/split-by-hour.ts';
import type { TenantContext } from '#server/tenancy/context.ts';

/** Stores samples as a delivery of an agent does once they are rated. */
export async function putBatch(
  ctx: TenantContext,
  machineId: string,
  samples: readonly Sample[],
): Promise<void> {
  const times = [...new Set(samples.map(({ time }) => time))];
  const parts = splitByHour(
    times.map((time, index) => ({
      seq: index + 1,
      time,
      samples: samples.filter((sample) => sample.time === time),
    })),
  );
  const { prisma } = await tenantDb(ctx.tenant);
  const streamId = randomUUID();
  await prisma.sampleBatch.createMany({
    data: parts.map(({ firstSeq, lastSeq, firstTime, lastTime, data }) => ({
      machineId,
      streamId,
      firstSeq,
      lastSeq,
      firstTime: new Date(firstTime),
      lastTime: new Date(lastTime),
      data: JSON.parse(JSON.stringify(data)),
      rowCount: Object.values(data).reduce((sum, { time }) => sum + time.length, 0),
    })),
  });
}

import type { ExportTable } from './open-export.ts';
import type { RowEncoder } from './stream-text.ts';

/** One JSON object a line, with the fields of the CSV. */
export function encodeJsonLines({
  machineId,
  kind,
  metrics,
}: Pick<ExportTable, 'machineId' | 'kind' | 'metrics'>): RowEncoder {
  const machine = JSON.stringify(machineId);
  const keys = metrics.map((id) => `,${JSON.stringify(id)}:`);
  return {
    head: '',
    row(time, entity, values) {
      const who = kind === 'host' ? '' : `,"entity":${JSON.stringify(entity)}`;
      let line = `{"timestamp":${time / 1000},"machine_id":${machine}${who}`;
      values.forEach((value, index) => {
        line += `${keys[index]}${value}`;
      });
      return `${line}}\n`;
    },
  };
}

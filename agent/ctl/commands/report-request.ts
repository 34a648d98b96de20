import { SettingsError } from '../../config/settings-error.ts';
import type { Command } from '../command.ts';
import { waitForReport } from '../wait-for-report.ts';

const DAY_MS = 86_400_000;

export const reportRequest: Command = {
  name: 'report request',
  params: ['MACHINE'],
  summary: 'Ask for a report on a machine; prints its id',
  options: ['start', 'end', 'wait'],
  async run(ctl, machine) {
    const { client, flags, answer, note } = ctl;
    const end = flags.end ?? new Date().toISOString();
    const start = flags.start ?? dayBefore(end);
    const asked = await client.call<{ id: string; status: string }>('POST', '/api/v1/reports', {
      machine_id: machine,
      start,
      end,
    });
    if (!flags.wait) return answer(asked, asked.id);
    note(`report ${asked.id} is being made`);
    answer(await waitForReport(ctl, asked.id), asked.id);
  },
};

function dayBefore(end: string): string {
  const seconds = /^\d{9,11}(\.\d+)?$/.test(end) ? Number(end) * 1000 : Date.parse(end);
  if (Number.isNaN(seconds))
    throw new SettingsError(
      `--end is "${end}": write 2026-01-31T08:00:00Z or Unix seconds, or give --start too`,
    );
  return new Date(seconds - DAY_MS).toISOString();
}

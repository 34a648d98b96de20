import { SettingsError } from '../../config/settings-error.ts';
import type { Command } from '../command.ts';
import type { Flags } from '../options.ts';
import { waitForReport } from '../wait-for-report.ts';

const DAY_MS = 86_400_000;

export const reportRequest: Command = {
  name: 'report request',
  params: ['MACHINE?'],
  summary: 'Ask for a report on a machine, or on several with --machines; prints its id',
  options: [
    'machines',
    'start',
    'end',
    'format',
    'title',
    'customer',
    'sections',
    'time-zone',
    'paper',
    'compare-previous',
    'wait',
  ],
  async run(ctl, machine) {
    const { client, flags, answer, note } = ctl;
    const machines = [...(machine === undefined ? [] : [machine]), ...listOf(flags.machines)];
    if (machines.length === 0) throw new SettingsError('which machine? pcctl report request MACHINE');
    const end = flags.end ?? new Date().toISOString();
    const start = flags.start ?? dayBefore(end);
    const asked = await client.call<{ id: string; status: string }>('POST', '/api/v1/reports', {
      machines,
      start,
      end,
      ...chosen(flags),
    });
    if (!flags.wait) return answer(asked, asked.id);
    note(`report ${asked.id} is being made`);
    answer(await waitForReport(ctl, asked.id), asked.id);
  },
};

const listOf = (text = ''): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

/** What else the flags say of the report. */
function chosen(flags: Flags): Record<string, unknown> {
  const { format } = flags;
  if (format !== undefined && !['pdf', 'html', 'both'].includes(format))
    throw new SettingsError(`--format is "${format}": a report is pdf, html or both`);
  return {
    ...(format !== undefined && { formats: format === 'both' ? ['pdf', 'html'] : [format] }),
    ...(flags.title !== undefined && { title: flags.title }),
    ...(flags.customer !== undefined && { customer: flags.customer }),
    ...(flags.sections !== undefined && { sections: listOf(flags.sections) }),
    ...(flags['time-zone'] !== undefined && { time_zone: flags['time-zone'] }),
    ...(flags.paper !== undefined && { paper: flags.paper }),
    ...(flags['compare-previous'] && { compare_with: 'previous' }),
  };
}

function dayBefore(end: string): string {
  const seconds = /^\d{9,11}(\.\d+)?$/.test(end) ? Number(end) * 1000 : Date.parse(end);
  if (Number.isNaN(seconds))
    throw new SettingsError(
      `--end is "${end}": write 2026-01-31T08:00:00Z or Unix seconds, or give --start too`,
    );
  return new Date(seconds - DAY_MS).toISOString();
}

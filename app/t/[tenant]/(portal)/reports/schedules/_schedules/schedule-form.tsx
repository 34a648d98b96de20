'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Card } from '@tremor/react';
import { type FormEvent, useState } from 'react';
import { Field } from '#app/_components/field.tsx';
import { FormFault } from '#app/_components/form-fault.tsx';
import { useZone } from '#app/_components/preferences/use-zone.ts';
import { SelectField } from '#app/_components/select-field.tsx';
import type { ScheduleView } from '#app/_trpc/outputs.ts';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import { FormatField } from '../../_form/format-field.tsx';
import { MachineChoice } from '../../_form/machine-choice.tsx';
import { OptionFields } from '../../_form/option-fields.tsx';
import { useChosenMachines } from '../../_form/use-chosen-machines.ts';
import { PlanFields } from './plan-fields.tsx';
import { readSchedule } from './read-schedule.ts';

interface ScheduleFormProps {
  /** The one to change; none: a new one. */
  schedule?: ScheduleView;
  /** Whether a mail server is set up. */
  mails: boolean;
  onClose: () => void;
}

const PERIODS = { day: 'The last day', week: 'The last week', month: 'The last month' } as const;

/** Has a report made again and again. */
export function ScheduleForm({ schedule, mails, onClose }: ScheduleFormProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const ownZone = useZone();
  const zone = schedule?.time_zone ?? ownZone;
  const [machines, setMachines] = useChosenMachines(schedule?.machines.map(({ id }) => id));
  const [fault, setFault] = useState<string | null>(null);
  const onSettled = () => queries.invalidateQueries(trpc.reportSchedules.pathFilter());
  const create = useMutation({ ...trpc.reportSchedules.create.mutationOptions(), onSettled });
  const update = useMutation({ ...trpc.reportSchedules.update.mutationOptions(), onSettled });
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const element = event.currentTarget;
    const form = new FormData(element);
    setFault(null);
    try {
      if (machines.length === 0) throw new Error('Choose a machine.');
      const said = { ...(await readSchedule(form)), machines };
      if (schedule)
        await update.mutateAsync({
          id: schedule.id,
          changes: { ...said, keepLogo: form.has('keepLogo') },
        });
      else await create.mutateAsync(said);
      onClose();
    } catch (error) {
      setFault(error instanceof Error ? error.message : 'That did not work. Try again.');
      element.scrollIntoView({ block: 'nearest' });
    }
  };
  const busy = create.isPending || update.isPending;
  return (
    <Card className="mb-4 max-w-3xl p-5">
      <form
        onSubmit={submit}
        className="space-y-4"
        aria-label={schedule ? `Schedule ${schedule.name}` : 'New schedule'}
      >
        <FormFault text={fault} />
        <Field
          label="Name of the schedule"
          name="name"
          first={schedule !== undefined}
          defaultValue={schedule?.name}
          maxLength={100}
          autoComplete="off"
          required
        />
        <MachineChoice chosen={machines} onChange={setMachines} />
        <PlanFields key={zone} zone={zone} {...(schedule && { plan: schedule.plan })} />
        <div className="grid gap-3 min-[600px]:grid-cols-3">
          <SelectField label="Of" name="period" defaultValue={schedule?.period ?? 'day'}>
            {Object.entries(PERIODS).map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </SelectField>
          <FormatField {...(schedule && { values: schedule.formats })} />
          <Field
            label="Keep the last"
            name="keep"
            type="number"
            min={1}
            max={100}
            defaultValue={schedule?.keep ?? 10}
            required
          />
        </div>
        <label className="flex items-center gap-2.5 text-[13.5px]">
          <input type="checkbox" name="compare" defaultChecked={schedule?.compare ?? false} />
          Compare with the one before
        </label>
        <div>
          <Field
            label="Mail a link to"
            name="mailTo"
            defaultValue={schedule?.mail_to.join(', ')}
            placeholder="ann@example.com, ben@example.com"
            autoComplete="off"
          />
          <p className="mt-1.5 text-[13px] text-text-2">
            {mails
              ? 'Who has the link can read the report for 30 days, without an account.'
              : 'No mail server is set up (SMTP_URL): until then nothing is sent.'}
          </p>
        </div>
        <OptionFields {...(schedule && { values: schedule.options, hasLogo: schedule.has_logo })} />
        <div className="flex gap-2.5">
          <button type="submit" className="btn btn-primary" disabled={busy}>
            {busy ? 'Saving' : 'Save the schedule'}
          </button>
          <button type="button" className="btn" onClick={onClose}>
            Cancel
          </button>
        </div>
      </form>
    </Card>
  );
}

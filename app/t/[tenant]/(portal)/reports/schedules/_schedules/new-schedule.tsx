'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Card } from '@tremor/react';
import { type FormEvent, useState } from 'react';
import { Field } from '#app/_components/field.tsx';
import { FormFault } from '#app/_components/form-fault.tsx';
import { useZone } from '#app/_components/preferences/use-zone.ts';
import { SelectField } from '#app/_components/select-field.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import { FormatField, formatsOf } from '../../_form/format-field.tsx';
import { MachineChoice } from '../../_form/machine-choice.tsx';
import { OptionFields } from '../../_form/option-fields.tsx';
import { readOptions } from '../../_form/read-options.ts';
import { useChosenMachines } from '../../_form/use-chosen-machines.ts';
import { PlanFields, readPlan } from './plan-fields.tsx';

interface NewScheduleProps {
  /** Whether a mail server is set up. */
  mails: boolean;
  onClose: () => void;
}

const PERIODS = { day: 'The last day', week: 'The last week', month: 'The last month' } as const;

/** Has a report made again and again. */
export function NewSchedule({ mails, onClose }: NewScheduleProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const zone = useZone();
  const [machines, setMachines] = useChosenMachines();
  const [fault, setFault] = useState<string | null>(null);
  const create = useMutation({
    ...trpc.reportSchedules.create.mutationOptions(),
    onSettled: () => queries.invalidateQueries(trpc.reportSchedules.pathFilter()),
  });
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const period = text('period');
    setFault(null);
    try {
      if (machines.length === 0) throw new Error('Choose a machine.');
      // The zone is the schedule's; its reports have it too.
      const { timeZone = 'UTC', ...options } = await readOptions(form);
      await create.mutateAsync({
        name: text('name'),
        plan: readPlan(form),
        timeZone,
        machines,
        period: period === 'week' || period === 'month' ? period : 'day',
        compare: form.has('compare'),
        formats: formatsOf(form),
        keep: Number(text('keep')),
        mailTo: text('mailTo')
          .split(/[\s,;]+/)
          .filter(Boolean),
        options,
      });
      onClose();
    } catch (error) {
      setFault(error instanceof Error ? error.message : 'That did not work. Try again.');
    }
  };
  return (
    <Card className="mb-4 max-w-3xl p-5">
      <form onSubmit={submit} className="space-y-4" aria-label="New schedule">
        <FormFault text={fault} />
        <Field label="Name of the schedule" name="name" maxLength={100} autoComplete="off" required />
        <MachineChoice chosen={machines} onChange={setMachines} />
        <PlanFields key={zone} zone={zone} />
        <div className="grid gap-3 min-[600px]:grid-cols-3">
          <SelectField label="Of" name="period" defaultValue="day">
            {Object.entries(PERIODS).map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </SelectField>
          <FormatField />
          <Field
            label="Keep the last"
            name="keep"
            type="number"
            min={1}
            max={100}
            defaultValue={10}
            required
          />
        </div>
        <label className="flex items-center gap-2.5 text-[13.5px]">
          <input type="checkbox" name="compare" />
          Compare with the one before
        </label>
        <div>
          <Field
            label="Mail a link to"
            name="mailTo"
            placeholder="ann@example.com, ben@example.com"
            autoComplete="off"
          />
          <p className="mt-1.5 text-[13px] text-text-2">
            {mails
              ? 'Who has the link can read the report for 30 days, without an account.'
              : 'No mail server is set up (SMTP_URL): until then nothing is sent.'}
          </p>
        </div>
        <OptionFields />
        <div className="flex gap-2.5">
          <button type="submit" className="btn btn-primary" disabled={create.isPending}>
            {create.isPending ? 'Saving' : 'Save the schedule'}
          </button>
          <button type="button" className="btn" onClick={onClose}>
            Cancel
          </button>
        </div>
      </form>
    </Card>
  );
}

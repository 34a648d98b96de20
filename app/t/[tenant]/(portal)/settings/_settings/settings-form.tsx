'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Card } from '@tremor/react';
import { useRouter } from 'next/navigation';
import { type FormEvent, type ReactNode, useState } from 'react';
import { ConfirmButton } from '#app/_components/confirm-button.tsx';
import { Field } from '#app/_components/field.tsx';
import { FormFault } from '#app/_components/form-fault.tsx';
import { LocalTime } from '#app/_components/format/local-time.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import type { SettingsView } from '#server/tenancy/show-settings.ts';
import { whatGoes } from './what-goes.ts';

const Help = ({ children }: { children: ReactNode }) => (
  <p className="mt-1.5 text-[13px] text-text-2">{children}</p>
);

/** Name, what is accepted, how long what is kept. What would delete data asks first. */
export function SettingsForm({ settings, now }: { settings: SettingsView; now: number }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const [form, setForm] = useState(() => ({
    name: settings.name,
    acceptedAgeDays: String(settings.acceptedAgeDays),
    rawDays: String(settings.rawDays),
    rollupDays: String(settings.rollupDays),
    autoRegister: settings.autoRegister,
  }));
  const update = useMutation({
    ...trpc.settings.update.mutationOptions(),
    onSuccess: () => router.refresh(),
    onSettled: () => queries.invalidateQueries(trpc.settings.show.queryFilter()),
  });
  const change = (part: Partial<typeof form>) => {
    update.reset();
    setForm({ ...form, ...part });
  };
  const save = () =>
    update.mutateAsync({
      ...form,
      acceptedAgeDays: Number(form.acceptedAgeDays),
      rawDays: Number(form.rawDays),
      rollupDays: Number(form.rollupDays),
    });
  const samplesBefore = whatGoes(Number(form.rawDays), settings.oldestSample, now);
  const rollupsBefore = whatGoes(Number(form.rollupDays), settings.oldestRollup, now);
  const shorter =
    isShorter(Number(form.rawDays), settings.rawDays) ||
    isShorter(Number(form.rollupDays), settings.rollupDays);
  const deletes = shorter && (samplesBefore !== null || rollupsBefore !== null);
  const loss = (
    <>
      {samplesBefore && (
        <p>
          Samples from before <LocalTime time={samplesBefore} /> are deleted.
        </p>
      )}
      {rollupsBefore && (
        <p>
          Hourly figures from before <LocalTime time={rollupsBefore} /> are deleted.
        </p>
      )}
    </>
  );
  const days = (
    name: 'acceptedAgeDays' | 'rawDays' | 'rollupDays',
    label: string,
    min: number,
    max: number,
  ) => (
    <div className="max-w-48">
      <Field
        label={label}
        type="number"
        min={min}
        max={max}
        step={1}
        required
        value={form[name]}
        onChange={({ target }) => change({ [name]: target.value })}
      />
    </div>
  );
  return (
    <Card className="p-5">
      <form
        className="space-y-5"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          if (!deletes) save().catch(() => undefined);
        }}
      >
        <FormFault text={update.error?.message ?? null} />
        <div>
          <Field
            label="Name of the portal"
            maxLength={100}
            required
            value={form.name}
            onChange={({ target }) => change({ name: target.value })}
          />
          <Help>As it stands in the navigation and in reports. The address stays as it is.</Help>
        </div>
        <div>
          {days('acceptedAgeDays', 'Accepted age, days', 1, 3650)}
          <Help>Samples older than this are refused, in uploads and from agents.</Help>
          {isShorter(Number(form.rawDays), Number(form.acceptedAgeDays)) && (
            <p role="status" className="mt-1.5 text-[13px] text-watch">
              Older samples than the {form.rawDays} days below are taken, and removed within about an hour.
            </p>
          )}
        </div>
        <div>
          {days('rawDays', 'Keep samples, days', 0, 36_500)}
          <Help>Every sample as it was taken. Afterwards only its hour is known. 0 keeps them for ever.</Help>
        </div>
        <div>
          {days('rollupDays', 'Keep hourly figures, days', 0, 36_500)}
          <Help>Averages, extremes and percentiles of each hour. 0 keeps them for ever.</Help>
        </div>
        <div>
          <label className="flex items-center gap-2.5 text-[13.5px] font-medium">
            <input
              type="checkbox"
              checked={form.autoRegister}
              onChange={({ target }) => change({ autoRegister: target.checked })}
            />
            Register new machines automatically
          </label>
          <Help>
            A machine that a file or an agent names for the first time is added. Otherwise it is refused.
          </Help>
        </div>
        {deletes && (
          <div
            role="alert"
            className="space-y-1 rounded-lg border border-line bg-watch-weak px-3 py-2.5 text-[13px] text-watch"
          >
            {loss}
          </div>
        )}
        <div className="flex items-center gap-3">
          {deletes ? (
            <ConfirmButton label="Save and delete" title="Delete what is older?" onConfirm={save}>
              {loss}
              <p>There is no way back. Export first what you need.</p>
            </ConfirmButton>
          ) : (
            <button type="submit" className="btn btn-primary" disabled={update.isPending}>
              {update.isPending ? 'Saving' : 'Save'}
            </button>
          )}
          <p role="status" className="text-[13px] text-good">
            {update.isSuccess && 'Saved. It holds everywhere within ten seconds.'}
          </p>
        </div>
      </form>
    </Card>
  );
}

/** Whether `days` is less than `before`; 0 is for ever. */
const isShorter = (days: number, before: number): boolean => days !== 0 && (before === 0 || days < before);

'use client';
import { useState } from 'react';
import { Field } from '#app/_components/field.tsx';
import { SelectField } from '#app/_components/select-field.tsx';
import type { SchedulePlan } from '#server/reports/schedules/schedule-plan.ts';
import { WEEKDAYS } from './plan-words.ts';

/** When a schedule runs. */
export function PlanFields({ zone, plan }: { zone: string; plan?: SchedulePlan }) {
  const [every, setEvery] = useState<string>(plan?.every ?? 'day');
  return (
    <div className="grid gap-3 min-[600px]:grid-cols-2 min-[900px]:grid-cols-4">
      <SelectField
        label="How often"
        name="every"
        value={every}
        onChange={({ target }) => setEvery(target.value)}
      >
        <option value="day">Every day</option>
        <option value="week">Every week</option>
        <option value="month">Every month</option>
        <option value="cron">By a cron expression</option>
      </SelectField>
      {every === 'week' && (
        <SelectField label="On" name="weekday" defaultValue={plan?.every === 'week' ? plan.weekday : 1}>
          {WEEKDAYS.map((name, at) => (
            <option key={name} value={at + 1}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
      {every === 'month' && (
        <Field
          label="Day of the month"
          name="day"
          type="number"
          min={1}
          max={31}
          defaultValue={plan?.every === 'month' ? plan.day : 1}
          required
        />
      )}
      {every === 'cron' ? (
        <Field
          label="Cron expression"
          name="cron"
          placeholder="30 6 * * 1-5"
          defaultValue={plan?.every === 'cron' ? plan.cron : undefined}
          autoComplete="off"
          required
        />
      ) : (
        <Field
          label="At"
          name="at"
          type="time"
          defaultValue={plan && 'at' in plan ? plan.at : '06:00'}
          required
        />
      )}
      <Field
        label="Time zone"
        name="timeZone"
        defaultValue={zone}
        maxLength={60}
        autoComplete="off"
        required
      />
    </div>
  );
}

/** What the fields say. */
export function readPlan(form: FormData): SchedulePlan {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const at = text('at');
  switch (text('every')) {
    case 'week':
      return { every: 'week', weekday: Number(text('weekday')), at };
    case 'month':
      return { every: 'month', day: Number(text('day')), at };
    case 'cron':
      return { every: 'cron', cron: text('cron') };
    default:
      return { every: 'day', at };
  }
}

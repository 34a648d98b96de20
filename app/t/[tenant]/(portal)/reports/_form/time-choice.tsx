'use client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Field } from '#app/_components/field.tsx';
import { zonedTime } from '#app/_components/format/zoned-time.ts';
import { useZone } from '#app/_components/preferences/use-zone.ts';
import { customPeriod, fieldTime } from '#app/_components/range/custom-period.ts';
import { SelectField } from '#app/_components/select-field.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';

const HOUR_MS = 3_600_000;
const SPANS = {
  '1': 'Last hour',
  '6': 'Last 6 hours',
  '24': 'Last 24 hours',
  '168': 'Last 7 days',
  '720': 'Last 30 days',
} as const;

/** What of time a report is about: hours up to now, two moments, or a session. */
export function TimeChoice({ now }: { now: number }) {
  const [what, setWhat] = useState('24');
  const zone = useZone();
  return (
    <div className="grid gap-3 min-[600px]:grid-cols-2 min-[900px]:grid-cols-3">
      <SelectField label="Time" name="time" value={what} onChange={({ target }) => setWhat(target.value)}>
        {Object.entries(SPANS).map(([hours, name]) => (
          <option key={hours} value={hours}>
            {name}
          </option>
        ))}
        <option value="custom">From … to …</option>
        <option value="session">A collection session</option>
      </SelectField>
      {what === 'custom' && (
        <>
          <Field
            label={`From (${zone})`}
            name="from"
            type="datetime-local"
            step={1}
            required
            defaultValue={fieldTime(now - 24 * HOUR_MS, zone)}
          />
          <Field
            label={`To (${zone})`}
            name="to"
            type="datetime-local"
            step={1}
            required
            defaultValue={fieldTime(now, zone)}
          />
        </>
      )}
      {what === 'session' && <SessionField zone={zone} />}
      <SelectField label="Compare with" name="compare" defaultValue="">
        <option value="">Nothing</option>
        <option value="previous">The same length just before</option>
      </SelectField>
    </div>
  );
}

function SessionField({ zone }: { zone: string }) {
  const trpc = useTRPC();
  const sessions = useQuery(trpc.collections.list.queryOptions({ limit: 50 })).data?.sessions ?? [];
  const pad = (value: number) => String(value).padStart(2, '0');
  const written = (iso: string) => {
    const { year, month, day, hour, minute } = zonedTime(Date.parse(iso), zone);
    return `${year}-${pad(month)}-${pad(day)} ${pad(hour)}:${pad(minute)}`;
  };
  return (
    <SelectField label="Session" name="session" required defaultValue="">
      <option value="" disabled>
        Choose one
      </option>
      {sessions.map((session) => (
        <option key={session.id} value={session.id}>
          {[written(session.started_at), session.machine_id, session.name].filter(Boolean).join(' · ')}
        </option>
      ))}
    </SelectField>
  );
}

/**
 * What the fields say.
 * @throws Error with a sentence for the reader
 */
export function readTime(form: FormData, zone: string, now: number) {
  const what = String(form.get('time'));
  const compareWith = form.get('compare') === 'previous' ? { compareWith: 'previous' as const } : {};
  if (what === 'session') return { sessionId: String(form.get('session')), ...compareWith };
  if (what !== 'custom')
    return { start: new Date(now - Number(what) * HOUR_MS), end: new Date(now), ...compareWith };
  const read = customPeriod({ from: String(form.get('from')), to: String(form.get('to')) }, now, zone);
  if ('fault' in read) throw new Error(`${read.field === 'from' ? 'From' : 'To'}: ${read.fault}`);
  return { start: new Date(read.period.from), end: new Date(read.period.to), ...compareWith };
}

'use client';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Field } from '#app/_components/field.tsx';
import { zonedTime } from '#app/_components/format/zoned-time.ts';
import { useZone } from '#app/_components/preferences/use-zone.ts';
import { fieldTime } from '#app/_components/range/custom-period.ts';
import { SelectField } from '#app/_components/select-field.tsx';
import { InlineError } from '#app/_components/states/inline-error.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';

const DAY_MS = 86_400_000;
const SPANS = {
  '1': 'Last hour',
  '6': 'Last 6 hours',
  '24': 'Last 24 hours',
  '168': 'Last 7 days',
  '720': 'Last 30 days',
} as const;

interface TimeChoiceProps {
  /** The server's clock, Unix ms. */
  now: number;
  /** A field that stands last among these. */
  children: ReactNode;
}

/** What of time a report is about: hours up to now, two moments, or a session. */
export function TimeChoice({ now, children }: TimeChoiceProps) {
  const [what, setWhat] = useState('24');
  const [compare, setCompare] = useState('');
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
        <PeriodFields
          names={['from', 'to']}
          labels={['From', 'To']}
          from={now - DAY_MS}
          to={now}
          zone={zone}
        />
      )}
      {what === 'session' && <SessionField zone={zone} />}
      <SelectField
        label="Compare with"
        name="compare"
        value={compare}
        onChange={({ target }) => setCompare(target.value)}
      >
        <option value="">Nothing</option>
        <option value="previous">The same length just before</option>
        <option value="custom">Another period</option>
      </SelectField>
      {compare === 'custom' && (
        <PeriodFields
          names={['compareFrom', 'compareTo']}
          labels={['Compared from', 'Compared to']}
          from={now - 8 * DAY_MS}
          to={now - 7 * DAY_MS}
          zone={zone}
        />
      )}
      {children}
    </div>
  );
}

interface PeriodFieldsProps {
  names: readonly [from: string, to: string];
  labels: readonly [from: string, to: string];
  /** What they begin with, Unix ms. */
  from: number;
  to: number;
  zone: string;
}

function PeriodFields({ names, labels, from, to, zone }: PeriodFieldsProps) {
  return [from, to].map((time, at) => (
    <Field
      key={names[at]}
      label={`${labels[at]} (${zone})`}
      name={names[at]}
      type="datetime-local"
      step={1}
      required
      defaultValue={fieldTime(time, zone)}
    />
  ));
}

function SessionField({ zone }: { zone: string }) {
  const trpc = useTRPC();
  const { data, isError, refetch } = useQuery(trpc.collections.list.queryOptions({ limit: 50 }));
  const pad = (value: number) => String(value).padStart(2, '0');
  const written = (iso: string) => {
    const { year, month, day, hour, minute } = zonedTime(Date.parse(iso), zone);
    return `${year}-${pad(month)}-${pad(day)} ${pad(hour)}:${pad(minute)}`;
  };
  return (
    <div>
      <SelectField label="Session" name="session" required defaultValue="">
        <option value="" disabled>
          {data?.sessions.length === 0 ? 'There is none yet' : 'Choose one'}
        </option>
        {data?.sessions.map((session) => (
          <option key={session.id} value={session.id}>
            {[written(session.started_at), session.machine_id, session.name].filter(Boolean).join(' · ')}
          </option>
        ))}
      </SelectField>
      {isError && !data && (
        <InlineError
          message="The sessions could not be listed."
          onRetry={() => refetch()}
          className="mt-1.5"
        />
      )}
    </div>
  );
}

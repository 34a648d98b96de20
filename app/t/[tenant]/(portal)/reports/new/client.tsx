'use client';
import { useMutation } from '@tanstack/react-query';
import { Card } from '@tremor/react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { FormFault } from '#app/_components/form-fault.tsx';
import { useZone } from '#app/_components/preferences/use-zone.ts';
import { PageHeader } from '#app/_components/shell/page-header.tsx';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import { FormatField, formatsOf } from '../_form/format-field.tsx';
import { MachineChoice } from '../_form/machine-choice.tsx';
import { OptionFields } from '../_form/option-fields.tsx';
import { readOptions } from '../_form/read-options.ts';
import { readTime } from '../_form/read-time.ts';
import { TimeChoice } from '../_form/time-choice.tsx';
import { useChosenMachines } from '../_form/use-chosen-machines.ts';

/** Orders a report: of what, of when, with what in it. `now` is the server's clock, Unix ms. */
export function NewReportClient({ now }: { now: number }) {
  const trpc = useTRPC();
  const router = useRouter();
  const zone = useZone();
  const [machines, setMachines] = useChosenMachines();
  const [fault, setFault] = useState<string | null>(null);
  const request = useMutation({
    ...trpc.reports.request.mutationOptions(),
    onSuccess: ({ id }) => router.push(`/reports/${id}`),
  });
  const busy = request.isPending || request.isSuccess;
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setFault(null);
    try {
      const time = readTime(form, zone, Date.now());
      if (machines.length === 0 && !('sessionId' in time)) throw new Error('Choose a machine.');
      const options = await readOptions(form);
      await request.mutateAsync({ machines, ...time, formats: formatsOf(form), options });
    } catch (error) {
      setFault(error instanceof Error ? error.message : 'That did not work. Try again.');
      window.scrollTo({ top: 0 });
    }
  };
  return (
    <>
      <PageHeader title="New report" />
      <Card className="max-w-3xl p-5">
        <form onSubmit={submit} className="space-y-4" aria-label="New report">
          <FormFault text={fault} />
          <MachineChoice chosen={machines} onChange={setMachines} />
          <TimeChoice now={now}>
            <FormatField />
          </TimeChoice>
          {/* Its zone is the reader's, which the browser may only know after the page was made. */}
          <OptionFields key={zone} zone={zone} />
          <div className="flex gap-2.5">
            <button type="submit" className="btn btn-primary" disabled={busy}>
              {busy ? 'Ordering' : 'Make the report'}
            </button>
            <Link href="/reports" className="btn">
              Cancel
            </Link>
          </div>
        </form>
      </Card>
    </>
  );
}

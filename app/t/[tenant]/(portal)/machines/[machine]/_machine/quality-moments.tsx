'use client';
import { Card } from '@tremor/react';
import { useContext, useState } from 'react';
import { ZoomContext } from '#app/_components/charts/zoom-context.ts';
import { LocalTime } from '#app/_components/format/local-time.tsx';
import type { Quality } from '#server/metrics/quality/types.ts';
import { formatLength } from './format-length.ts';

/** So many lines at first. */
const AT_FIRST = 20;
/** What is shown at least on each side of a moment, ms. */
const AROUND_MS = 60_000;

interface Moment {
  what: string;
  start: number;
  end: number;
  text: string;
}

/** Gaps, restarts and clock steps in time; a press goes there. */
export function QualityMoments({ quality }: { quality: Quality }) {
  const zoom = useContext(ZoomContext);
  const [all, setAll] = useState(false);
  const moments = momentsOf(quality);
  if (moments.length === 0) return null;
  const shown = all ? moments : moments.slice(0, AT_FIRST);
  const show = ({ start, end }: Moment) => {
    const around = Math.max(AROUND_MS, (end - start) / 2);
    zoom?.into(start - around, end + around);
  };
  return (
    <Card className="min-w-0 overflow-hidden p-0">
      <h2 className="px-3.5 pt-3 pb-1.5 text-[13.5px] font-semibold">What happened when</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: wider than a phone; the keyboard must be able to scroll it */}
      <section className="data-table overflow-x-auto" aria-label="What happened when" tabIndex={0}>
        <table className="w-full text-left">
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">From</th>
              <th scope="col">To</th>
              <th scope="col">Length</th>
              <th scope="col">Meaning</th>
              <th scope="col">
                <span className="sr-only">Go there</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((moment) => (
              <tr key={`${moment.what} ${moment.start}`} className="hover:bg-surface-2">
                <td className="font-medium">{moment.what}</td>
                <td className="num">
                  <LocalTime time={new Date(moment.start)} />
                </td>
                <td className="num">
                  {moment.end > moment.start ? (
                    <LocalTime time={new Date(moment.end)} after={new Date(moment.start)} />
                  ) : (
                    '–'
                  )}
                </td>
                <td className="num">
                  {moment.end > moment.start ? formatLength(moment.end - moment.start) : '–'}
                </td>
                <td className="text-text-2!">{moment.text}</td>
                <td className="text-right">
                  <button
                    type="button"
                    className="font-medium text-accent hover:underline"
                    onClick={() => show(moment)}
                  >
                    Show<span className="sr-only"> this {moment.what}</span>
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {moments.length > shown.length && (
        <button type="button" className="btn m-3.5" onClick={() => setAll(true)}>
          Show all {moments.length.toLocaleString('en-US')}
        </button>
      )}
      {quality.gapCount > quality.gaps.length && (
        <p className="px-3.5 pb-3 text-[13px] text-text-2">
          The first {quality.gaps.length.toLocaleString('en-US')} of{' '}
          {quality.gapCount.toLocaleString('en-US')} gaps; narrow the range to see the others.
        </p>
      )}
    </Card>
  );
}

function momentsOf({ gaps, restarts, clockSteps }: Quality): Moment[] {
  const at = (what: string, text: string) => (time: number) => ({ what, start: time, end: time, text });
  return [
    ...gaps.map(({ start, end, missing }) => ({
      what: 'gap',
      start,
      end,
      text: `${missing.toLocaleString('en-US')} ${missing === 1 ? 'sample is' : 'samples are'} missing`,
    })),
    ...restarts.map(at('restart', 'the interval across it has no rates')),
    ...clockSteps.map(at('clock step', 'samples around it may be out of place')),
  ].sort((a, b) => a.start - b.start);
}

import { Card } from '@tremor/react';
import type { ApiDocument } from '#server/openapi/api-document.ts';

/** Every code a call can be refused with, once. */
export function ErrorList({ document }: { document: ApiDocument }) {
  const responses = Object.values(document.paths)
    .flatMap((methods) => Object.values(methods))
    .flatMap((operation) => Object.entries(operation.responses));
  const codes = new Map(
    responses.flatMap(([status, response]) =>
      (response['x-error-codes'] ?? []).map(({ code, meaning }) => [code, { status, meaning }] as const),
    ),
  );
  const rows = [...codes].sort(([, a], [, b]) => Number(a.status) - Number(b.status));
  return (
    <section id="errors" className="scroll-mt-4 space-y-3">
      <h2 className="text-[15px] font-semibold">Errors</h2>
      <p className="max-w-[76ch] text-[13.5px] text-text-2">
        A refusal is always an object of status, error_code, message, details and request_id. The message says
        what is wrong and what to do.
      </p>
      <Card className="overflow-hidden p-0">
        <ul className="divide-y divide-line text-[13px]">
          {rows.map(([code, { status, meaning }]) => (
            <li key={code} id={code} className="flex scroll-mt-4 flex-wrap gap-x-3 gap-y-0.5 px-4 py-2">
              <span className="num w-8 text-text-2">{status}</span>
              <code className="font-mono text-[12.5px] min-[900px]:w-56">{code}</code>
              <span className="text-text-2">{meaning}</span>
            </li>
          ))}
        </ul>
      </Card>
    </section>
  );
}

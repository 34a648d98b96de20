import { Card } from '@tremor/react';
import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { PageHeader } from '#app/_components/shell/page-header.tsx';
import { documentFor } from '#app/api/v1/openapi.json/document-for.ts';
import { portalOrigin } from '#server/tenancy/portal-origin.ts';
import { signedIn } from '../../_guard.ts';
import { CallSection } from './_docs/call-section.tsx';
import { callsByGroup } from './_docs/calls-by-group.ts';
import { ErrorList } from './_docs/error-list.tsx';

export const metadata: Metadata = { title: 'API' };

const DOCUMENT = '/api/v1/openapi.json';

/** The API's description to read: the same document that machines get, with this portal's address in the examples. */
export default async function ApiDocsPage({ params }: { params: Promise<{ tenant: string }> }) {
  await signedIn((await params).tenant, '/api-docs');
  const document = documentFor(await portalOrigin((await headers()).get('host')));
  const groups = callsByGroup(document);
  return (
    <>
      <PageHeader
        title="API"
        actions={
          <a className="btn" href={DOCUMENT}>
            OpenAPI document
          </a>
        }
      />
      <div className="grid gap-6 min-[1200px]:grid-cols-[minmax(0,1fr)_220px]">
        <div className="min-w-0 space-y-8">
          <div className="max-w-[76ch] space-y-2 text-[13.5px] text-text-2">
            {document.info.description.split('\n').map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          </div>
          {groups.map(({ name, id, calls }) => (
            <section key={id} id={id} className="scroll-mt-4 space-y-3">
              <h2 className="text-[15px] font-semibold">{name}</h2>
              <Card className="divide-y divide-line overflow-hidden p-0">
                {calls.map((call) => (
                  <CallSection
                    key={call.operation.operationId}
                    call={call}
                    schemas={document.components.schemas}
                  />
                ))}
              </Card>
            </section>
          ))}
          <ErrorList document={document} />
        </div>
        <nav aria-label="Contents" className="max-[1199px]:hidden">
          <ul className="sticky top-4 space-y-1.5 text-[13px]">
            {[...groups, { name: 'Errors', id: 'errors' }].map(({ name, id }) => (
              <li key={id}>
                <a href={`#${id}`} className="text-text-2 hover:text-accent">
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </>
  );
}

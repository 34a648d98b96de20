import { Card } from '@tremor/react';
import { PageHeader } from '../shell/page-header.tsx';
import { EmptyState } from './empty-state.tsx';

/** What a page that needs another role shows instead of itself. */
export function ForAdmins({ title }: { title: string }) {
  return (
    <>
      <PageHeader title={title} />
      <Card className="p-0">
        <EmptyState title="This page is for owners and administrators">
          <p>Ask one of them if you need something changed here. Who they are stands on the page Members.</p>
        </EmptyState>
      </Card>
    </>
  );
}

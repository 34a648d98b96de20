'use client';
import { PageHeader } from '#app/_components/shell/page-header.tsx';
import { SessionList } from './_collections/session-list.tsx';

/** The collection sessions of all machines. */
export function CollectionsClient() {
  return (
    <>
      <PageHeader title="Collections" />
      <SessionList />
    </>
  );
}

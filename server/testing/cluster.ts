import type { TestProject } from 'vitest/node';
import { startTemporary } from '#server/db/embedded/start-temporary.ts';
import { buildPdfThread } from '#server/reports/pdf/build-thread.ts';

declare module 'vitest' {
  interface ProvidedContext {
    clusterUrl: string;
  }
}

/** Vitest global set-up: one throwaway PostgreSQL cluster for the run, and the bundle of the report thread. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [cluster] = await Promise.all([startTemporary(), buildPdfThread()]);
  project.provide('clusterUrl', cluster.url);
  return () => cluster.stop();
}

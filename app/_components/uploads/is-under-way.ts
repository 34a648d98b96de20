import type { UploadView } from '#app/_trpc/outputs.ts';

/** Whether an upload's state will change without anybody sending more. */
export const isUnderWay = ({ status }: Pick<UploadView, 'status'>): boolean =>
  status === 'queued' || status === 'reading' || status === 'checking' || status === 'storing';

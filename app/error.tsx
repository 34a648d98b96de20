'use client';
import { MessagePage } from './_components/states/message-page.tsx';

/** Shown in place of a page that failed. The cause is in the server's log, under the number. */
export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : null;
  return (
    <MessagePage title="Something went wrong on our side">
      <p>Nothing was changed. Try again; if it stays, tell whoever runs this installation.</p>
      {digest && <p className="mt-2 font-mono text-xs">{digest}</p>}
      <button type="button" className="btn mt-5" onClick={retry}>
        Try again
      </button>
    </MessagePage>
  );
}

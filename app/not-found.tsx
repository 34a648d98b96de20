import type { Metadata } from 'next';
import { MessagePage } from './_components/states/message-page.tsx';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <MessagePage title="There is no such page here">
      <p>
        The address may be mistyped, or what it showed belongs to another portal or is gone.{' '}
        <a href="/" className="text-accent underline">
          Go to the first page
        </a>
      </p>
    </MessagePage>
  );
}

import { Card } from '@tremor/react';
import Link from 'next/link';
import { Icon } from '#app/_components/icon.tsx';
import { EmptyState } from '#app/_components/states/empty-state.tsx';

/** The first visit: two ways to begin. */
export function NothingYet({ mayAdd, mayUpload }: { mayAdd: boolean; mayUpload: boolean }) {
  return (
    <Card className="p-0">
      <EmptyState title="No machine yet">
        <p>
          {mayAdd
            ? 'One line puts the agent on a server, and it appears here with its first sample. Or begin with a file that was recorded elsewhere.'
            : mayUpload
              ? 'Begin with a file that was recorded elsewhere. An owner or administrator of this portal can add machines.'
              : 'An owner or administrator of this portal can add one.'}
        </p>
        {(mayAdd || mayUpload) && (
          <p className="mt-4 flex flex-wrap justify-center gap-2.5">
            {mayAdd && (
              <Link href="/add-machine" className="btn btn-primary">
                <Icon name="plus" />
                Add a machine
              </Link>
            )}
            {mayUpload && (
              <Link href="/uploads" className="btn">
                <Icon name="upload" />
                Drop a file
              </Link>
            )}
          </p>
        )}
      </EmptyState>
    </Card>
  );
}

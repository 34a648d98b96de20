interface LoadMoreProps {
  list: {
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    isFetchNextPageError: boolean;
    fetchNextPage: () => unknown;
  };
}

/** Under a list that is fetched in pages: asks for the next, while there is one. */
export function LoadMore({ list }: LoadMoreProps) {
  if (!list.hasNextPage) return null;
  return (
    <div className="mt-3 text-center">
      {list.isFetchNextPageError && (
        <p role="alert" className="mb-2 text-[13px] text-text-2">
          The next ones could not be loaded.
        </p>
      )}
      <button
        type="button"
        className="btn"
        disabled={list.isFetchingNextPage}
        onClick={() => list.fetchNextPage()}
      >
        {list.isFetchingNextPage ? 'Loading' : list.isFetchNextPageError ? 'Try again' : 'Load more'}
      </button>
    </div>
  );
}

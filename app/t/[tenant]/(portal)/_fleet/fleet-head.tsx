import { COLUMN_GROUPS } from './fleet-columns.ts';
import type { FleetSearch, SortKey } from './fleet-search.ts';

interface FleetHeadProps {
  search: Pick<FleetSearch, 'sort' | 'descending'>;
  onSort: (sort: SortKey, descending: boolean) => void;
}

/** The names of the columns, which sort by a press: figures the highest first, a second press turns it round. */
export function FleetHead({ search, onSort }: FleetHeadProps) {
  const press = (key: SortKey, figure: boolean) =>
    onSort(key, search.sort === key ? !search.descending : figure && key !== 'seen');
  return (
    <thead className="sticky top-0 z-20 bg-surface">
      <tr>
        {COLUMN_GROUPS.map(({ label, columns }) =>
          label === '' ? (
            <td key={columns[0]?.label} colSpan={columns.length} className="border-b-0! p-0!" />
          ) : (
            <th
              key={label}
              scope="colgroup"
              colSpan={columns.length}
              className="border-b-0! px-2! pb-0! text-left"
            >
              {label}
            </th>
          ),
        )}
      </tr>
      <tr>
        {COLUMN_GROUPS.flatMap(({ label: group, columns }) =>
          columns.map(({ label, sort, figure = false, of }) => (
            <th
              key={`${group} ${label}`}
              scope="col"
              aria-sort={
                sort !== undefined && sort === search.sort
                  ? search.descending
                    ? 'descending'
                    : 'ascending'
                  : undefined
              }
              className={`bg-surface px-2! ${figure ? 'text-right' : 'text-left'} ${sort === 'name' ? 'sticky left-0 z-10' : ''}`}
            >
              {sort === undefined ? (
                <span className="font-normal">{label}</span>
              ) : (
                <button
                  type="button"
                  className={`-mx-1 rounded px-1 hover:text-text ${sort === search.sort ? 'text-accent' : ''}`}
                  onClick={() => press(sort, figure)}
                >
                  {of && <span className="sr-only">{of} </span>}
                  {label}
                  <span aria-hidden="true" className={sort === search.sort ? '' : 'invisible'}>
                    {search.descending ? ' ↓' : ' ↑'}
                  </span>
                </button>
              )}
            </th>
          )),
        )}
      </tr>
    </thead>
  );
}

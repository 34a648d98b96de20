import { Card, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from '@tremor/react';
import { Icon } from '#app/_components/icon.tsx';
import { WideTable } from '#app/_components/tables/wide-table.tsx';
import { type Permission, ROLE_SCOPES, ROLES } from '#server/tenancy/context.ts';

const WORDS: Record<Permission, string> = {
  read: 'See machines and charts; make reports, export',
  ingest: 'Send samples',
  write: 'Upload files; name, tag and register machines',
  admin: 'Members, API keys, settings, audit; delete and merge machines',
  own: 'Make and unmake owners, reset second factors, delete the portal',
};

/** From what everybody may to what few may. */
const ORDER = Object.keys(WORDS) as Permission[];

/** What each role may do, from the table that the server checks. */
export function RoleTable() {
  return (
    <section aria-labelledby="roles" className="mt-6">
      <h2 id="roles" className="mb-2 text-[15px] font-semibold">
        What each role may do
      </h2>
      <Card className="overflow-hidden p-0">
        <WideTable label="Roles">
          <TableHead>
            <TableRow>
              <TableHeaderCell scope="col">May</TableHeaderCell>
              {ROLES.map((role) => (
                <TableHeaderCell key={role} scope="col" className="max-[599px]:px-1.5!">
                  {role}
                </TableHeaderCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {ORDER.map((permission) => (
              <TableRow key={permission}>
                <TableCell className="whitespace-normal!">{WORDS[permission]}</TableCell>
                {ROLES.map((role) => (
                  <TableCell key={role} className="max-[599px]:px-1.5!">
                    {ROLE_SCOPES[role].includes(permission) ? (
                      <>
                        <Icon name="check" />
                        <span className="sr-only">yes</span>
                      </>
                    ) : (
                      <span className="sr-only">no</span>
                    )}
                  </TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </WideTable>
      </Card>
    </section>
  );
}

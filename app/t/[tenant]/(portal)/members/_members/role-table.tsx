import { Card, Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from '@tremor/react';
import { Icon } from '#app/_components/icon.tsx';
import { PERMISSIONS, type Permission, ROLE_SCOPES, ROLES } from '#server/tenancy/context.ts';

const WORDS: Record<Permission, string> = {
  read: 'See machines, charts, reports; make and export them',
  ingest: 'Send samples',
  write: 'Upload files; name, tag and register machines',
  admin: 'Members, API keys, settings, audit; delete and merge machines',
  own: 'Make and unmake owners',
};

/** What each role may do, from the table that the server checks. */
export function RoleTable() {
  return (
    <section aria-labelledby="roles" className="mt-6">
      <h2 id="roles" className="mb-2 text-[15px] font-semibold">
        What each role may do
      </h2>
      <Card className="overflow-hidden p-0">
        <Table className="data-table">
          <TableHead>
            <TableRow>
              <TableHeaderCell scope="col">To do</TableHeaderCell>
              {ROLES.map((role) => (
                <TableHeaderCell key={role} scope="col">
                  {role}
                </TableHeaderCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {PERMISSIONS.map((permission) => (
              <TableRow key={permission}>
                <TableCell>{WORDS[permission]}</TableCell>
                {ROLES.map((role) => (
                  <TableCell key={role}>
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
        </Table>
      </Card>
    </section>
  );
}

/** What is needed to reach a tenant's data: a row of `tenant`, without its dates. */
export interface TenantRef {
  id: string;
  slug: string;
  name: string;
  schemaName: string;
  roleName: string;
}

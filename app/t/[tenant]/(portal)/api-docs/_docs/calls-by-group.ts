import type { ApiDocument, ApiOperation } from '#server/openapi/api-document.ts';

/** One call of the API, as the page shows it. */
export interface Call {
  method: string;
  path: string;
  operation: ApiOperation;
}

/** The document's calls in the order of its groups; `id` names the group's place on the page. */
export function callsByGroup({ tags, paths }: ApiDocument): { name: string; id: string; calls: Call[] }[] {
  const calls = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, operation]): Call => ({
        method: method.toUpperCase(),
        path,
        operation,
      }),
    ),
  );
  return tags.map(({ name }) => ({
    name,
    id: name.toLowerCase().replaceAll(' ', '-'),
    calls: calls.filter(({ operation }) => operation.tags.includes(name)),
  }));
}

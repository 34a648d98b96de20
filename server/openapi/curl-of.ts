import { exampleRequest } from './example-request.ts';
import type { Operation } from './operation.ts';

/** In single quotes, as every POSIX shell reads it. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** In double quotes, so that the variable of the secret is put in. */
const header = (name: string, value: string): string =>
  value.includes('$') ? `"${name}: ${value}"` : quoted(`${name}: ${value}`);

/**
 * The example of an operation as a line for a shell.
 * @param origin scheme and host of the portal
 */
export function curlOf(operation: Operation, origin: string): string {
  const { method, target, headers, body, form } = exampleRequest(operation);
  const parts = [`curl ${quoted(`${origin}${target}`)}`];
  if (method !== (body !== undefined || form ? 'POST' : 'GET')) parts.push(`-X ${method}`);
  for (const [name, value] of Object.entries(headers)) parts.push(`-H ${header(name, value)}`);
  if (form) {
    parts.push(`-F ${quoted(`file=@${form.file.name}`)}`);
    for (const [name, value] of Object.entries(form.fields)) parts.push(`-F ${quoted(`${name}=${value}`)}`);
  }
  const isFile = operation.bodyType === 'application/octet-stream';
  if (body !== undefined) parts.push(`${isFile ? '--data-binary' : '--data'} ${quoted(body)}`);
  const types = Object.values(operation.answers).flatMap(({ files = [] }) => files);
  // An endless answer is shown as it comes; a file is kept under the name that the portal gives it.
  if (types.length > 0) parts.push(types.includes('text/event-stream') ? '-N' : '-OJ');
  return parts.join(' \\\n  ');
}

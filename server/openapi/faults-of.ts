import { ERROR_STATUS, type ErrorCode } from '#server/errors.ts';
import type { Caller, Operation } from './operation.ts';

const BY_CALLER: Record<Caller, readonly ErrorCode[]> = {
  key: ['UNAUTHENTICATED', 'INVALID_API_KEY', 'API_KEY_EXPIRED', 'API_KEY_REVOKED', 'TENANT_SUSPENDED'],
  user: ['UNAUTHENTICATED', 'INVALID_TOKEN', 'TENANT_SUSPENDED'],
  any: [
    'UNAUTHENTICATED',
    'INVALID_API_KEY',
    'API_KEY_EXPIRED',
    'API_KEY_REVOKED',
    'INVALID_TOKEN',
    'TENANT_SUSPENDED',
  ],
  anybody: [],
};

/** All codes that a call can be answered with, by status. */
export function faultsOf(operation: Operation): Map<number, ErrorCode[]> {
  const { caller, scope, query, body, bodyType, method, path, faults = [] } = operation;
  const isJson = body !== undefined && (bodyType ?? 'application/json') === 'application/json';
  const withSession = caller === 'user' || caller === 'any';
  const codes = new Set<ErrorCode>([
    ...BY_CALLER[caller],
    ...(caller === 'anybody' ? [] : (['UNKNOWN_TENANT', 'RATE_LIMITED'] as const)),
    ...(withSession && method !== 'GET' ? (['CSRF_ORIGIN'] as const) : []),
    ...(scope ? (['FORBIDDEN'] as const) : []),
    ...(query || body ? (['INVALID_INPUT'] as const) : []),
    ...(isJson ? (['INVALID_JSON', 'BODY_TOO_LARGE', 'UNSUPPORTED_ENCODING'] as const) : []),
    ...(path.includes('{') ? (['NOT_FOUND'] as const) : []),
    ...faults,
    'INTERNAL',
  ]);
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of [...codes].sort((a, b) => ERROR_STATUS[a] - ERROR_STATUS[b]))
    byStatus.set(ERROR_STATUS[code], [...(byStatus.get(ERROR_STATUS[code]) ?? []), code]);
  return byStatus;
}

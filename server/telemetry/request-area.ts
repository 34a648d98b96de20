/** The parts of the portal whose answers are timed apart. */
const AREAS: readonly (readonly [RegExp, string])[] = [
  [/^\/(?:api\/v1\/trickle|api\/trickle|v1)(?:\/|$)/, 'trickle'],
  [/^\/api\/(?:v1\/)?performance\/upload|^\/api\/v1\/uploads|^\/api\/uploadthing/, 'upload'],
  [/^\/api\/(?:v1\/)?performance\/export/, 'export'],
  [/^\/api\/v1\/machines\/[^/]+\/live$/, 'live'],
  [/^\/api\/trpc\//, 'trpc'],
  [/^\/api\/(?:health|ready)$|^\/metrics$/, 'probe'],
  [/^\/api\//, 'api'],
  [/^\/_next\/|\.(?:svg|ico|png|woff2?)$/, 'file'],
];

/** The part of the portal that a path belongs to; few enough to be a label. */
export function requestArea(url: string): string {
  const path = url.split('?')[0]?.replace(/(?<=.)\/$/, '') ?? '/';
  return AREAS.find(([pattern]) => pattern.test(path))?.[1] ?? 'page';
}

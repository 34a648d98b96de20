import { z } from 'zod';

/** Only for parsing: what comes out is compared with it and never used. */
const HERE = 'http://here.invalid';

/** A path on this host, with query and fragment; anything that would lead elsewhere is the first page. */
const ownPath = z
  .string()
  .max(2000)
  .transform((given) => {
    if (!given.startsWith('/')) return '/';
    const url = URL.canParse(given, HERE) ? new URL(given, HERE) : null;
    if (url?.origin !== HERE || url.pathname.startsWith('//')) return '/';
    return `${url.pathname}${url.search}${url.hash}`;
  })
  .catch('/');

const schema = z.object({
  to: ownPath.default('/'),
  email: z.string().max(320).catch('').default(''),
  error: z.string().max(100).catch('').default(''),
});

/** Where to go after signing in, an e-mail to begin with, and why signing in elsewhere has failed. */
export function signInSearchParams(params: Record<string, string | string[] | undefined>) {
  return schema.parse(params);
}

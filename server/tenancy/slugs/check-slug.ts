import { controlPool } from '#server/db/control.ts';
import { env } from '#server/env.ts';
import { AppError } from '#server/errors.ts';
import { limitSignUp } from '#server/rate-limits/limit-sign-up.ts';
import { siteFromHost } from '../site-from-host.ts';
import { findRival } from './find-rival.ts';
import { slugFault } from './slug-fault.ts';
import { suggestSlug } from './suggest-slug.ts';

export interface SlugVerdict {
  slug: string;
  /** Why a new portal cannot have it, as a sentence; null when it can. */
  fault: string | null;
  /** One that is free instead; null when it can be had, or nothing was found. */
  suggestion: string | null;
}

const ENDINGS = ['-2', '-3', '-team', '-perf', '-4', '-5', '-6', '-7', '-8', '-9'];

/**
 * Whether a new portal can have this name, for somebody who signs up on the bare domain. It may be gone a moment later.
 * @throws AppError NOT_FOUND elsewhere, FORBIDDEN when sign-up is off, RATE_LIMITED
 */
export async function checkSlug(input: {
  host: string | null;
  address: string;
  slug: string;
}): Promise<SlugVerdict> {
  await requireSignUp(input.host);
  await limitSignUp('look', input.address);
  const slug = input.slug.trim().toLowerCase();
  const fault = await faultOf(slug);
  return { slug, fault, suggestion: fault === null ? null : await findFree(suggestSlug(slug)) };
}

/** @throws AppError NOT_FOUND on a portal's host, FORBIDDEN where nobody may sign up */
export async function requireSignUp(host: string | null): Promise<void> {
  if ((await siteFromHost(host)).kind !== 'apex')
    throw new AppError('NOT_FOUND', 'Portals are opened on the bare domain only.');
  if (!env().SIGN_UP)
    throw new AppError(
      'FORBIDDEN',
      'Nobody can open a portal here by themselves. Ask whoever runs this installation.',
    );
}

async function faultOf(slug: string): Promise<string | null> {
  const fault = slugFault(slug);
  if (fault !== null) return fault;
  const rival = await findRival(controlPool(), slug);
  if (rival === undefined) return null;
  return rival === slug ? `“${slug}” is taken.` : `“${slug}” looks too much like another portal’s address.`;
}

async function findFree(stem: string): Promise<string | null> {
  if (stem === '') return null;
  for (const ending of ['', ...ENDINGS]) {
    const slug = `${stem}${ending}`;
    if ((await faultOf(slug)) === null) return slug;
  }
  return null;
}

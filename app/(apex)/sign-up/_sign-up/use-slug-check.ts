'use client';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTRPC } from '#app/_trpc/use-trpc.ts';
import { slugFault } from '#server/tenancy/slugs/slug-fault.ts';

/** How an address stands: what is wrong with it, and what is free instead. */
export interface SlugCheck {
  state: 'empty' | 'checking' | 'free' | 'wrong' | 'unknown';
  fault: string | null;
  suggestion: string | null;
}

/** Long enough not to ask for every letter. */
const PAUSE_MS = 300;

/** Looks at an address while it is typed: what it can never be at once, whether it is taken after a pause. */
export function useSlugCheck(slug: string): SlugCheck {
  const trpc = useTRPC();
  const [settled, setSettled] = useState(slug);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(slug), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [slug]);
  const fault = slug === '' ? null : slugFault(slug);
  const { data, isError } = useQuery({
    ...trpc.signUps.check.queryOptions({ slug: settled }),
    enabled: settled !== '',
    retry: false,
  });
  const known = data?.slug === slug ? data : undefined;
  if (slug === '') return { state: 'empty', fault: null, suggestion: null };
  if (known)
    return {
      state: known.fault === null ? 'free' : 'wrong',
      fault: known.fault,
      suggestion: known.suggestion,
    };
  if (fault !== null) return { state: 'wrong', fault, suggestion: null };
  return { state: isError && settled === slug ? 'unknown' : 'checking', fault: null, suggestion: null };
}

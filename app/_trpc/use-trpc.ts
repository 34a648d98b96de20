'use client';
import { createTRPCContext } from '@trpc/tanstack-react-query';
import type { AppRouter } from '#server/trpc/root.ts';

/**
 * `useTRPC()` gives typed query and mutation options for TanStack Query, `useTRPCClient()` the calls themselves; the
 * provider is in provider.tsx.
 */
export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

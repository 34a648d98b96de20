import type { Metadata } from 'next';
import { signedIn } from '../../_guard.ts';
import { AccountClient } from './client.tsx';

export const metadata: Metadata = { title: 'Account' };

export default async function AccountPage({ params }: { params: Promise<{ tenant: string }> }) {
  const { actor } = await signedIn((await params).tenant, '/account');
  return <AccountClient name={actor.name} email={actor.email} role={actor.role} />;
}

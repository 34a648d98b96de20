import type { Metadata } from 'next';
import { ForAdmins } from '#app/_components/states/for-admins.tsx';
import { signedIn } from '../../_guard.ts';
import { AddMachineClient } from './client.tsx';

export const metadata: Metadata = { title: 'Add a machine' };

export default async function AddMachinePage({ params }: { params: Promise<{ tenant: string }> }) {
  const { scopes } = await signedIn((await params).tenant, '/add-machine');
  if (!scopes.has('admin')) return <ForAdmins title="Add a machine" />;
  return <AddMachineClient />;
}

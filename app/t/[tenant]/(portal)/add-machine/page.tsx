import type { Metadata } from 'next';
import { signedIn } from '../../_guard.ts';
import { AddMachineClient } from './client.tsx';

export const metadata: Metadata = { title: 'Add a machine' };

export default async function AddMachinePage({ params }: { params: Promise<{ tenant: string }> }) {
  await signedIn((await params).tenant, '/add-machine');
  return <AddMachineClient />;
}

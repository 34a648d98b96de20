/** What examples name: made up, and replaced by what there is where examples are run. */
export const SAMPLE = {
  machine: 'server01',
  otherMachine: 'server02',
  report: '3f0c5a1e-7b52-4d0e-9a3c-5d1f8e6b2a47',
  schedule: 'a4e81f6d-02c7-4b9e-8d35-7f1c6b2e9a50',
  share: 'c7d92b3e-6f18-4a05-b1e4-8d3a5c7f2e61',
  upload: '9d2b7c64-1f3a-4e8b-8c05-6a7e4f1d3b92',
  session: '6b1e0c7a-52d4-4f8e-9c3b-2a7d5e4f1b08',
  key: 'k3yWithId012',
  refresh: 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.refresh.signature',
  email: 'ann@example.com',
  password: 'the password of the portal',
  start: '2026-01-31T08:00:00Z',
  end: '2026-01-31T09:00:00Z',
} as const;

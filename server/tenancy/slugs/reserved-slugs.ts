import { skeleton } from './skeleton.ts';

/** Names no portal may have: what a visitor, a browser or a mail server would take for something else. */
const RESERVED = {
  /** The installation itself. */
  'the portal’s own addresses': 'www api app apps admin administrator root portal dashboard console system',
  'signing in and paying':
    'login logout signin signup sign-in sign-up auth oauth sso account accounts billing',
  'help and announcements': 'status support help docs blog news about contact legal security',
  'files and delivery': 'static assets cdn files images media download downloads',
  'mail and name servers':
    'mail email smtp imap pop pop3 webmail mx ns dns ns1 ns2 ns3 ns4 ftp ssh vpn proxy postmaster hostmaster webmaster abuse noreply autoconfig autodiscover wpad isatap',
  'this computer and trying out':
    'localhost local localdomain test example invalid onion internal staging dev',
  'the database': 'pg postgres postgresql public sql null undefined',
} as const;

const BY_SKELETON = new Map<string, { name: string; meant: string }>(
  Object.entries(RESERVED).flatMap(([meant, names]) =>
    names.split(' ').map((name) => [skeleton(name), { name, meant }] as const),
  ),
);

/** The reserved name that `slug` is, or looks like, and what it stands for; undefined when it is free of that. */
export const reservedSlug = (slug: string): { name: string; meant: string } | undefined =>
  BY_SKELETON.get(skeleton(slug));

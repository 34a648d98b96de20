import { sendMail } from './send-mail.ts';

/** A link that was just made for somebody. */
export interface MailedLink {
  link: string;
  email: string;
  expiresAt: Date;
  /** It went to them by mail: nobody else needs to see it. */
  mailed: boolean;
}

/** Mails a link to whom it was made for, if mail is set up. `portal` is the name of the tenant. */
export async function mailLink(
  made: Omit<MailedLink, 'mailed'> & { kind: 'invitation' | 'reset'; portal: string },
): Promise<MailedLink> {
  const { kind, portal, link, email, expiresAt } = made;
  const until = `${expiresAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const lines =
    kind === 'invitation'
      ? [`You are invited to ${portal} on PerfAnalysis.`, 'Follow this link to join:']
      : [
          `Somebody asked for a new password for your account on ${portal} (PerfAnalysis).`,
          'Follow this link to choose one:',
        ];
  const mailed = await sendMail({
    to: email,
    // A name is the tenant's to choose: no line of it becomes a header.
    subject: `${kind === 'invitation' ? 'Invitation to' : 'New password for'} ${portal.replace(/\s+/g, ' ')}`,
    text: [
      ...lines,
      '',
      link,
      '',
      `It works once, until ${until}.`,
      kind === 'invitation'
        ? 'If you did not expect this, ignore it.'
        : 'If it was not you, ignore this: your password stays as it is.',
      '',
    ].join('\n'),
  });
  return { link, email, expiresAt, mailed };
}

import { createTransport } from 'nodemailer';
import { env } from '#server/env.ts';
import { log } from '#server/log.ts';

/** How long a mail server may take for each step, and for all of it. */
const STEP_MS = 3000;
const WHOLE_MS = 6000;

/** Whether a mail server is set up. */
export const canMail = (): boolean => env().SMTP_URL !== undefined;

/**
 * Hands a mail to the server of SMTP_URL. It is not tried again and never kept, as it may hold a link that opens an
 * account: who asked is told, and shows the link instead.
 * @returns whether the server took it; false without one, when it refuses, and after 6 seconds at the latest
 */
export async function sendMail(mail: { to: string; subject: string; text: string }): Promise<boolean> {
  const { SMTP_URL, MAIL_FROM, BASE_DOMAIN } = env();
  if (SMTP_URL === undefined) return false;
  const transport = createTransport(
    {
      url: SMTP_URL,
      connectionTimeout: STEP_MS,
      greetingTimeout: STEP_MS,
      socketTimeout: STEP_MS,
      dnsTimeout: STEP_MS,
      // Nothing in a mail names a file or an address to read.
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from: { name: 'PerfAnalysis', address: MAIL_FROM ?? `perfanalysis@${BASE_DOMAIN}` } },
  );
  let timer: NodeJS.Timeout | undefined;
  try {
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`took longer than ${WHOLE_MS / 1000} s`)), WHOLE_MS);
    });
    const { to, subject, text } = mail;
    await Promise.race([transport.sendMail({ to: { name: '', address: to }, subject, text }), late]);
    return true;
  } catch (error) {
    // Neither the text nor the server's account belongs into a log.
    const { code, responseCode, message } = error as {
      code?: string;
      responseCode?: number;
      message?: string;
    };
    const why = code === 'EAUTH' ? 'refused the account' : firstLine(message);
    log().warn({ code, responseCode, why, server: new URL(SMTP_URL).hostname }, 'mail was not sent');
    return false;
  } finally {
    clearTimeout(timer);
    transport.close();
  }
}

const firstLine = (text = ''): string => text.split('\n')[0]?.slice(0, 200) ?? '';

import { formatWait } from '#app/_components/format/format-wait.ts';

/** The sentence for an `error` of next-auth's signIn; see authorize() in the server's next-auth options. */
export function faultText(error: string): string {
  const [code, seconds] = error.split(':');
  switch (code) {
    case 'CredentialsSignin':
      return 'The e-mail or the password is wrong. Check both and try again.';
    case 'RATE_LIMITED':
      return `Too many attempts. Try again in ${formatWait(Number(seconds))}.`;
    case 'TENANT_SUSPENDED':
      return 'This portal is suspended. Please ask whoever runs this installation.';
    default:
      return 'The portal could not sign you in. Try again in a moment.';
  }
}

import { formatWait } from '#app/_components/format/format-wait.ts';

const SUSPENDED = 'This portal is suspended. Please ask whoever runs this installation.';

/** What signing in through an identity provider came to. */
const BY_PROVIDER: Readonly<Record<string, string>> = {
  FORBIDDEN:
    'You are not a member of this portal, or the provider has not verified your e-mail. Ask an owner for an invitation.',
  TENANT_SUSPENDED: SUSPENDED,
  INVALID_CREDENTIALS: 'This is not the identity provider that is set up here. Please tell an owner.',
};

/** The sentence for an `error` of next-auth's signIn; see authorize() in the server's next-auth options. */
export function faultText(error: string): string {
  const [code, detail = ''] = error.split(':');
  if (code === 'OIDC' && Object.hasOwn(BY_PROVIDER, detail)) return BY_PROVIDER[detail] ?? '';
  switch (code) {
    case 'CredentialsSignin':
      return 'The e-mail or the password is wrong. Check both and try again.';
    case 'RATE_LIMITED':
      return `Too many attempts. Try again in ${formatWait(Number(detail || Number.NaN))}.`;
    case 'TENANT_SUSPENDED':
      return SUSPENDED;
    case 'INVALID_CREDENTIALS':
      return 'This code is wrong, or was used before. Wait for the next one, or use a recovery code.';
    case 'AccessDenied':
    case 'Callback':
    case 'OAuthCallback':
    case 'OAuthSignin':
      return 'The identity provider did not sign you in. Try again, or use your password.';
    default:
      return 'The portal could not sign you in. Try again in a moment.';
  }
}

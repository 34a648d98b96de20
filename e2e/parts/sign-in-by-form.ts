import type { Answer, call } from './call.ts';

/** Signs in as the page's form does, without a browser, and gives the session's cookie as it is sent back. */
export async function signInByForm(
  ask: (path: string, options?: Parameters<typeof call>[1]) => Promise<Answer>,
  { email, password }: { email: string; password: string },
): Promise<string> {
  const cookies = (answer: Answer) =>
    [answer.headers['set-cookie'] ?? []].flat().map((line) => line.split(';')[0] ?? '');
  const csrf = await ask('/api/auth/csrf');
  const form = { email, password, csrfToken: String(csrf.json().csrfToken), json: 'true' };
  const answer = await ask('/api/auth/callback/credentials', {
    method: 'POST',
    headers: { cookie: cookies(csrf).join('; '), 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  });
  const session = cookies(answer).find((pair) => pair.includes('perfanalysis.session='));
  if (session === undefined) throw new Error(`No session: ${answer.status} ${answer.text}`);
  return session;
}

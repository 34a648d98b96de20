import { createInterface } from 'node:readline/promises';
import { SettingsError } from '../config/settings-error.ts';
import { askSecret } from './ask-secret.ts';
import { CtlError, EXIT } from './ctl-error.ts';

/**
 * E-mail address and password of a person: asked for at a terminal, the password unseen; without a terminal from the
 * first lines of standard input (only the password when `email` is given). Throws SettingsError when a line is missing.
 */
export async function askCredentials(
  email: string | undefined,
  { stdin, stderr }: Pick<NodeJS.Process, 'stdin' | 'stderr'> = process,
): Promise<{ email: string; password: string }> {
  if (!stdin.isTTY) {
    const lines: string[] = [];
    const wanted = email === undefined ? 2 : 1;
    for await (const line of createInterface({ input: stdin })) if (lines.push(line) === wanted) break;
    const [address = '', password = ''] = email === undefined ? lines : [email, ...lines];
    if (address === '' || password === '')
      throw new SettingsError(
        'no password: without a terminal, give --email and the password as the first line of standard input',
      );
    return { email: address, password };
  }
  const address = email ?? (await askLine('E-mail: ', stdin, stderr));
  return {
    email: address,
    password: await askSecret('Password: ', stdin, (text) => void stderr.write(text)),
  };
}

async function askLine(
  question: string,
  input: NodeJS.ReadStream,
  output: NodeJS.WriteStream,
): Promise<string> {
  const lines = createInterface({ input, output });
  const stopped = new AbortController();
  // Ctrl-C and Ctrl-D: the question would never be answered.
  for (const event of ['SIGINT', 'close']) lines.once(event, () => stopped.abort());
  try {
    return (await lines.question(question, { signal: stopped.signal })).trim();
  } catch (cause) {
    throw new CtlError('interrupted', EXIT.interrupted, '', { cause });
  } finally {
    lines.close();
  }
}

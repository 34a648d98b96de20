import type { ReadStream } from 'node:tty';
import { CtlError, EXIT } from './ctl-error.ts';

/** What is needed of a terminal to read keys from it. */
export type KeyInput = Pick<ReadStream, 'setRawMode' | 'resume' | 'pause' | 'on' | 'off'>;

const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const CTRL_U = '\u0015';
const BACKSPACE = ['\u007f', '\b'];

/** Asks for a line at a terminal without showing what is typed. Throws CtlError (interrupted) at Ctrl-C. */
export function askSecret(question: string, input: KeyInput, say: (text: string) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    let typed: string[] = [];
    const end = (): void => {
      input.off('data', take);
      input.setRawMode(false);
      input.pause();
      say('\n');
    };
    const take = (chunk: Buffer | string): void => {
      for (const key of chunk.toString()) {
        if (key === CTRL_C) {
          end();
          reject(new CtlError('interrupted', EXIT.interrupted));
          return;
        }
        if (key === '\r' || key === '\n' || key === CTRL_D) {
          end();
          resolve(typed.join(''));
          return;
        }
        if (key === CTRL_U) typed = [];
        else if (BACKSPACE.includes(key)) typed.pop();
        else typed.push(key);
      }
    };
    say(question);
    input.setRawMode(true);
    input.on('data', take);
    input.resume();
  });
}

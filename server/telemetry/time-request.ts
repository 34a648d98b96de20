import type { ServerResponse } from 'node:http';
import { requestArea } from './request-area.ts';
import { telemetry } from './telemetry.ts';

/** Counts an answer when it is sent; one that its caller gave up counts as 499, nginx's number for it. */
export function timeRequest(url: string, response: ServerResponse): void {
  const end = telemetry().requests.startTimer({ area: requestArea(url) });
  response.once('close', () => {
    const status = response.writableFinished ? response.statusCode : 499;
    end({ status: status === 499 ? '499' : `${Math.floor(status / 100)}xx` });
  });
}

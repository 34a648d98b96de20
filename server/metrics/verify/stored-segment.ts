import type { Kind } from '#agent/contract/sample.ts';

/** A row of `segment` without its bytes. */
export interface StoredSegment {
  id: string;
  kind: Kind;
  startsAt: Date;
  endsAt: Date;
  firstTime: Date;
  lastTime: Date;
  rowCount: number;
  sha256: Buffer;
  rolledUp: boolean;
}

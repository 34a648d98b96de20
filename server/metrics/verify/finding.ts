/** Something that is wrong in the store: where, and what. */
export interface Finding {
  /** Such as "host segment 12 of web1". */
  place: string;
  problem: string;
}

/** How much was looked at. */
export interface Recount {
  machines: number;
  segments: number;
  samples: number;
  rollups: number;
  batches: number;
}

/** A file of an export, made while it is read. */
export interface ExportEntry {
  /** Within the zip. */
  path: string;
  /** Whether it gets smaller: Parquet and PDF do not. */
  compress: boolean;
  bytes: AsyncIterable<Uint8Array>;
  /** How many rows it had, once it is read to its end; null where it has none. */
  rows: () => number | null;
}

/** What the manifest says of a file. */
export interface ManifestFile {
  path: string;
  bytes: number;
  /** Hex. */
  sha256: string;
  rows?: number;
}

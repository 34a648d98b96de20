'use client';
import { useEffect, useRef, useState } from 'react';

export type Download =
  | { kind: 'idle' }
  | { kind: 'running' | 'done'; bytes: number }
  /** The browser saves it as it does any file. */
  | { kind: 'handed' }
  | { kind: 'failed'; fault: string };

/** What a page may hold in memory until it is saved; more the browser saves by itself. */
const MOST_BYTES = 100_000_000;

/** The sentence of a refusal. Read without zod: the layout of every page would have to bring it. */
function messageOf(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('message' in body)) return null;
  return typeof body.message === 'string' ? body.message : null;
}

/** Saves a file that the server makes, and tells how much has come. */
export function useDownload(url: string) {
  const [state, setState] = useState<Download>({ kind: 'idle' });
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);

  const start = async (expectedBytes: number) => {
    if (expectedBytes > MOST_BYTES) {
      window.location.assign(url);
      setState({ kind: 'handed' });
      return;
    }
    const abort = new AbortController();
    running.current = abort;
    setState({ kind: 'running', bytes: 0 });
    try {
      const file = await fetchFile(url, abort.signal, (bytes) => setState({ kind: 'running', bytes }));
      save(file.blob, file.name);
      setState({ kind: 'done', bytes: file.blob.size });
    } catch (error) {
      if (abort.signal.aborted) setState({ kind: 'idle' });
      else
        setState({
          kind: 'failed',
          fault:
            error instanceof Error && error.name === 'Refused' ? error.message : 'It broke off. Try again.',
        });
    }
  };
  return { state, start, stop: () => running.current?.abort() };
}

async function fetchFile(url: string, signal: AbortSignal, onBytes: (bytes: number) => void) {
  const response = await fetch(url, { signal });
  if (!response.ok || response.body === null) {
    const body: unknown = await response.json().catch(() => null);
    const refused = new Error(messageOf(body) ?? 'It did not work. Try again.');
    refused.name = 'Refused';
    throw refused;
  }
  const parts: BlobPart[] = [];
  let bytes = 0;
  const reader = response.body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    parts.push(read.value);
    bytes += read.value.byteLength;
    onBytes(bytes);
  }
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  return { blob: new Blob(parts, { type: 'application/zip' }), name: name ?? 'export.zip' };
}

function save(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // After the browser has taken it.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Answers with server-sent events, which nothing on the way may keep or collect. */
export const eventStream = (body: ReadableStream<Uint8Array>): Response =>
  new Response(body, {
    headers: {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store, no-transform',
      // Reverse proxies otherwise collect events until a buffer is full.
      'X-Accel-Buffering': 'no',
    },
  });

/**
 * An async generator as the body of an answer. The first part is made before it returns, so that a fault is still an
 * answer of its own.
 * @param close called once nothing is read any more: at the end, on a fault, or when the reader leaves
 */
export async function streamParts(
  parts: AsyncGenerator<Uint8Array>,
  close: () => Promise<void>,
): Promise<ReadableStream<Uint8Array>> {
  const end = async () => {
    await close();
    // What it waits for has been ended by now; a fault of that is no news.
    await parts.return(undefined).catch(() => {});
  };
  let first: IteratorResult<Uint8Array> | undefined;
  try {
    first = await parts.next();
  } catch (error) {
    await end();
    throw error;
  }
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = first ?? (await parts.next());
          first = undefined;
          if (!done) {
            controller.enqueue(value);
            return;
          }
          await end();
          controller.close();
        } catch (error) {
          await end();
          controller.error(error);
        }
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  );
}

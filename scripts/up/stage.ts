/** What a stage can say while it runs: a detail, or that there was nothing to do. */
export type Say = { (detail: string): void; upToDate: () => void };

/**
 * Names a stage when it begins and gives its time when it ends ("Building the portal … 41.2 s"; "… up to date"
 * if `say.upToDate()` was called). On a terminal one line is kept current; in a log each event is a line.
 * @returns what `work` returns; its error is passed on after "failed after".
 */
export async function stage<T>(
  name: string,
  work: (say: Say) => Promise<T>,
  out = process.stdout,
): Promise<T> {
  const began = Date.now();
  const seconds = () => (Date.now() - began) / 1000;
  let detail = '';
  let isUpToDate = false;
  const show = (text: string, end = '') => out.write(`${out.isTTY ? '\r\x1b[2K' : ''}${name} …${text}${end}`);
  const refresh = () => show(` ${Math.round(seconds())} s${detail && `  ${cut(detail, name, out.columns)}`}`);

  show('', out.isTTY ? '' : '\n');
  const ticker = out.isTTY ? setInterval(refresh, 1000) : undefined;
  const say: Say = Object.assign(
    (text: string) => {
      detail = text;
      if (out.isTTY) refresh();
      else show(` ${text}`, '\n');
    },
    {
      upToDate: () => {
        isUpToDate = true;
      },
    },
  );
  try {
    const result = await work(say);
    show(isUpToDate ? ' up to date' : ` ${seconds().toFixed(1)} s`, '\n');
    return result;
  } catch (error) {
    show(` failed after ${seconds().toFixed(1)} s`, '\n');
    throw error;
  } finally {
    clearInterval(ticker);
  }
}

/** A line that wraps could not be overwritten any more. */
function cut(detail: string, name: string, columns = 80): string {
  return detail.slice(0, Math.max(0, columns - name.length - 14));
}

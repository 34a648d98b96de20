/** Moments (Unix ms) and one column of a CSV with a head. */
export function readCsv(csv: string, column: string): { time: number; value: number }[] {
  const [head = '', ...lines] = csv.trim().split('\n');
  const place = head.split(',').indexOf(column);
  return lines.map((line) => {
    const cells = line.split(',');
    return { time: Math.round(Number(cells[0]) * 1000), value: Number(cells[place]) };
  });
}

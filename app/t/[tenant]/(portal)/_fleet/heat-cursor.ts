/** A cell of the heat map. */
export interface HeatCell {
  row: number;
  step: number;
}

const PAGE = 10;

/** Where a key leads from a cell; null for keys that lead nowhere. */
export function moveCell(key: string, from: HeatCell, rows: number, steps: number): HeatCell | null {
  const moves: Readonly<Record<string, readonly [number, number]>> = {
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    PageUp: [-PAGE, 0],
    PageDown: [PAGE, 0],
    Home: [0, -steps],
    End: [0, steps],
  };
  const move = moves[key];
  if (!move) return null;
  const within = (value: number, count: number) => Math.max(0, Math.min(count - 1, value));
  return { row: within(from.row + move[0], rows), step: within(from.step + move[1], steps) };
}

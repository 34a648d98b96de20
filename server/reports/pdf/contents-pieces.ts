import type { Section } from '../report-model.ts';
import { joinPieces } from './join-pieces.ts';
import { type Kit, SIZE } from './kit.ts';
import { PALETTE } from './palette.ts';
import type { Piece } from './piece.ts';
import { textPieces } from './text-pieces.ts';
import { titleOf } from './title-of.ts';

type Entry = Pick<Section, 'id' | 'title' | 'machine'>;

/** Height of a line; less of very many, so that they stay on the cover. */
const ROW = { usual: 15, many: 11.6, manyFrom: 20 } as const;
/** Space between two columns. */
const GUTTER = 28;
const INDENT = 9;

/**
 * What is where: a line per section with its page, each a link. Sections of several machines stand in two columns, each
 * machine's below its name.
 */
export function contentsPieces(entries: readonly Entry[], kit: Kit): Piece[] {
  const height = entries.length >= ROW.manyFrom ? ROW.many : ROW.usual;
  const heading = textPieces([{ text: 'Contents', weight: 600 }], kit, {
    size: 11,
    gap: 34,
    keepsNext: true,
  });
  const groups = groupsOf(entries);
  if (groups.length === 1) return [...heading, ...groups.flatMap((group) => linesOf(group, height, kit))];
  const half = { ...kit, width: (kit.width - GUTTER) / 2 };
  const columns = halve(groups).map((column, at) => ({
    x: at * (half.width + GUTTER),
    pieces: column.flatMap((group) => linesOf(group, height, half)),
  }));
  return [...heading, joinPieces(columns, 4)];
}

/** Neighbours of the same machine, or of none. */
function groupsOf(entries: readonly Entry[]): Entry[][] {
  const groups: Entry[][] = [];
  for (const entry of entries) {
    const last = groups.at(-1);
    if (last?.[0]?.machine === entry.machine) last.push(entry);
    else groups.push([entry]);
  }
  return groups;
}

/** Two columns, in their order, of which the longer is as short as can be. */
function halve(groups: readonly Entry[][]): Entry[][][] {
  const length = (part: readonly Entry[][]): number => part.reduce((sum, group) => sum + group.length + 1, 0);
  const longest = (at: number): number => Math.max(length(groups.slice(0, at)), length(groups.slice(at)));
  const [best = 1] = Array.from(groups.keys()).toSorted((a, b) => longest(a) - longest(b));
  return [groups.slice(0, best), groups.slice(best)];
}

function linesOf(group: readonly Entry[], height: number, kit: Kit): Piece[] {
  const machine = group[0]?.machine ?? null;
  const lines = group.map((entry, at) =>
    lineOf(entry, { height, kit, isFirst: at === 0 && machine === null }),
  );
  if (machine === null) return lines;
  const base = height * 0.69;
  const name: Piece = {
    height: height + 3,
    gap: 4,
    keepsNext: true,
    draw: (pen) => pen.text(machine, 0, base + 2, { size: SIZE.body, weight: 600, width: kit.width }),
  };
  return [name, ...lines];
}

function lineOf(
  entry: Entry,
  { height, kit, isFirst }: { height: number; kit: Kit; isFirst: boolean },
): Piece {
  const { id, machine } = entry;
  const base = height * 0.69;
  const left = machine === null ? 0 : INDENT;
  return {
    height,
    gap: isFirst ? 4 : 0,
    keepsNext: isFirst,
    links: [{ x: 0, y: 0, width: kit.width, height, anchor: id }],
    draw(pen) {
      pen.text(titleOf(entry), left, base, { size: SIZE.body, width: kit.width - left - 40 });
      const page = pen.pageOf(id);
      if (page !== null)
        pen.text(String(page), kit.width, base, {
          size: SIZE.body,
          anchor: 'end',
          tabular: true,
          colour: PALETTE.text2,
        });
      pen.line(`M${left},${height}H${kit.width}`, { stroke: PALETTE.line, width: 0.5 });
    },
  };
}

import type { TableText } from '../format/format-table.ts';
import type { FigureTable } from '../report-model.ts';
import { type Kit, SIZE } from './kit.ts';

export interface TableColumn {
  /** Its left edge; figures stand at the right one. */
  x: number;
  width: number;
  /** Words, which begin at the left and may take several lines; else figures. */
  isText: boolean;
  /** The name of the column, on one or two lines. */
  head: string[];
}

/** Where the columns of a table stand. */
export interface TableLayout {
  size: number;
  width: number;
  label: number;
  columns: TableColumn[];
}

/** Space between columns. */
const GUTTER = 11;
/** Names are kerned when they are set, and measured without. */
const SLACK = 4;
/** Figures spread no further apart than this. */
const WIDEST_FIGURE = 78;
const NARROWEST_LABEL = 72;
/** As a share of the page. */
const WIDEST_LABEL = 0.36;
/** A column of words that are no name takes what is left, but at least this. */
const NARROWEST_TEXT = 110;
/** More letters than this are words, not a figure or name. */
const LONGEST_NAME = 22;

interface Setting {
  size: number;
  /** Of the head. */
  lines: 1 | 2;
  /** Whether names may take several lines, so that their column is narrower. */
  breaksNames: boolean;
}

/** How a table may be set, the best first. */
const SETTINGS: readonly Setting[] = [
  { size: SIZE.small, lines: 1, breaksNames: false },
  { size: SIZE.small, lines: 2, breaksNames: false },
  { size: SIZE.small, lines: 2, breaksNames: true },
  { size: 7, lines: 2, breaksNames: true },
  { size: 6.4, lines: 2, breaksNames: true },
  { size: 5.8, lines: 2, breaksNames: true },
];
const TIGHTEST: Setting = { size: 5.2, lines: 2, breaksNames: true };

type Content = 'figures' | 'names' | 'words';

/**
 * Columns as wide as their figures; what is left goes between them. A table too wide for the page gets a head of two
 * lines, then names of several, then smaller type, and when that does not do its names are cut.
 * @param states room of the verdicts at the right
 */
export function layOutTable(table: FigureTable, text: TableText, kit: Kit, states: number): TableLayout {
  const contents = table.columns.map((_, at): Content => {
    const texts = table.rows.flatMap(({ figures }) => {
      const figure = figures[at];
      return typeof figure === 'string' ? [figure] : [];
    });
    if (texts.some(({ length }) => length > LONGEST_NAME)) return 'words';
    return texts.some((one) => /^[\p{L}/]/u.test(one)) ? 'names' : 'figures';
  });
  for (const setting of SETTINGS) {
    const layout = layOutAt(setting, contents, text, kit, states);
    if (layout.width <= kit.width + 0.01) return layout;
  }
  return squeeze(layOutAt(TIGHTEST, contents, text, kit, states), kit.width);
}

function layOutAt(
  { size, lines, breaksNames }: Setting,
  contents: readonly Content[],
  text: TableText,
  kit: Kit,
  states: number,
): TableLayout {
  const measure = (value: string, weight: 400 | 600 = 400): number =>
    kit.typeface.measure(value, { weight, tabular: true }) * size;
  const widest = (values: readonly string[]): number =>
    values.reduce((most, value) => Math.max(most, measure(value)), 0);
  const label = text.rows.reduce(
    (most, row) => Math.max(most, measure(row.label) + (row.unit === '' ? 0 : measure(row.unit) + 5)),
    measure(text.head, 600),
  );
  const columns = text.columns.map((column, at) => {
    const content = contents[at] ?? 'figures';
    const unit = column.unit === '' ? 0 : measure(` ${column.unit}`);
    const head = lines === 1 ? [column.label] : twoLines(column.label, widest);
    const heads = head.map((line, row) => measure(line) + (row === head.length - 1 ? unit : 0));
    const figures = text.rows.map(({ cells }) => cells[at] ?? '');
    const width = content === 'words' ? NARROWEST_TEXT : Math.max(...heads, widest(figures)) + GUTTER;
    return { content, head, width };
  });
  const beside = states + columns.reduce((sum, { width }) => sum + width, 0);
  const wholeLabel = Math.min(Math.max(NARROWEST_LABEL, label + GUTTER), kit.width * WIDEST_LABEL);
  const labelWidth = breaksNames
    ? Math.min(wholeLabel, Math.max(NARROWEST_LABEL, kit.width - beside))
    : wholeLabel;
  const used = labelWidth + beside;
  const growing = columns.filter(({ content }) => content === 'words').length;
  const each = Math.max(0, kit.width - used) / Math.max(1, growing || columns.length);
  let x = labelWidth;
  const placed = columns.map(({ content, head, width }): TableColumn => {
    const isText = content !== 'figures';
    const grown =
      content === 'words'
        ? width + each
        : growing > 0
          ? width
          : Math.min(Math.max(width, WIDEST_FIGURE), width + each);
    const column = {
      x: isText ? x + GUTTER : x,
      width: isText ? grown - GUTTER + SLACK : grown,
      isText,
      head,
    };
    x += grown;
    return column;
  });
  return { size, width: x + states, label: labelWidth, columns: placed };
}

/** A name on two lines, parted where the wider of them is least wide. */
function twoLines(label: string, widest: (lines: readonly string[]) => number): string[] {
  const words = label.split(' ');
  let best = [label];
  for (let at = 1; at < words.length; at += 1) {
    const parted = [words.slice(0, at).join(' '), words.slice(at).join(' ')];
    if (widest(parted) < widest(best)) best = parted;
  }
  return best;
}

/** All of a table narrower in proportion: what does not fit its column is cut. */
function squeeze(layout: TableLayout, width: number): TableLayout {
  const share = width / layout.width;
  return {
    ...layout,
    width,
    label: layout.label * share,
    columns: layout.columns.map((column) => ({
      ...column,
      x: column.x * share,
      width: column.width * share,
    })),
  };
}

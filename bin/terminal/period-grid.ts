import type { TimedGrain, TimedPeriod } from '../../lib/model/period.ts';

/** What the grid shows of a period: its rows, or what is wrong with it. */
export type Cell = number | 'missing' | 'waiting' | 'corrupt' | 'unreadable';

const LEVELS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

const SIGNS = { missing: '·', waiting: '…', corrupt: '✗', unreadable: '?' } as const;

/** Which line and which column of the grid a period is in. */
interface Layout {
  /** Characters of the text of a period that name its line. */
  readonly line: number;
  /** Columns of a line. */
  readonly columns: number;
  /** Number of the first column, as the text of a period has it. */
  readonly first: number;
  /** Columns between two gaps, so that the eye finds the period. */
  readonly group: number;
  /** Numbers of columns, above the grid. */
  readonly ruler: string;
}

/** Hours: a line for each day. Days: a line for each month. */
const layouts: Readonly<Record<TimedGrain, Layout>> = {
  hour: { line: 10, columns: 24, first: 0, group: 6, ruler: '00     06     12     18' },
  day: { line: 7, columns: 31, first: 1, group: 5, ruler: '01    06    11    16    21    26' },
};

/**
 * What the signs of the grid mean, in one line.
 *
 * @param waits whether any period waits for its inputs
 */
export function gridLegend(grain: TimedGrain, { waits = false } = {}): string {
  const waiting = waits ? '   … waiting for its inputs' : '';
  return `▁ to █ rows of the ${grain}   · missing${waiting}   ✗ corrupt   ? unreadable`;
}

/**
 * Draws periods of one grain as a grid, with one sign for each (UTC): the taller, the more rows.
 *
 * @param periods what to draw, oldest first; a period without a cell is missing
 */
export function drawPeriodGrid(
  grain: TimedGrain,
  cells: ReadonlyMap<TimedPeriod, Cell>,
  periods: readonly TimedPeriod[],
): string {
  const layout = layouts[grain];
  const most = mostRows(cells);
  const lines = new Map<string, string[]>();
  for (const period of periods) {
    const line = period.slice(0, layout.line);
    const signs = lines.get(line) ?? Array<string>(layout.columns).fill(' ');
    signs[Number(period.slice(-2)) - layout.first] = signOf(cells.get(period) ?? 'missing', most);
    lines.set(line, signs);
  }
  const drawn = [...lines].map(([line, signs]) => `${line}  ${spaced(signs, layout.group)}`);
  return [`${' '.repeat(layout.line + 2)}${layout.ruler}`, ...drawn].join('\n');
}

function mostRows(cells: ReadonlyMap<TimedPeriod, Cell>): number {
  let most = 1;
  for (const cell of cells.values()) if (typeof cell === 'number' && cell > most) most = cell;
  return most;
}

function signOf(cell: Cell, most: number): string {
  if (typeof cell !== 'number') return SIGNS[cell];
  return LEVELS[Math.min(LEVELS.length - 1, Math.floor((cell * LEVELS.length) / most))] ?? '█';
}

function spaced(signs: readonly string[], group: number): string {
  const groups: string[] = [];
  for (let from = 0; from < signs.length; from += group) {
    groups.push(signs.slice(from, from + group).join(''));
  }
  return groups.join(' ').trimEnd();
}

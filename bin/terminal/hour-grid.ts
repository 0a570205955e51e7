import { type Hour, partitionOf } from '../../lib/model/period.ts';

/** What the grid shows of an hour: its rows, or that something is wrong with it. */
export type Cell = number | 'missing' | 'corrupt' | 'unreadable';

const LEVELS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

const RULER = '00     06     12     18';

/** What the signs of the grid mean, in one line. */
export const gridLegend = '▁ to █ rows of the hour   · missing   ✗ corrupt   ? unreadable';

/**
 * Draws hours as a grid, one line for each day and one sign for each hour (UTC): the taller, the
 * more rows.
 *
 * @param hours what to draw, oldest first; an hour without a cell is missing
 */
export function drawHourGrid(cells: ReadonlyMap<Hour, Cell>, hours: readonly Hour[]): string {
  const most = mostRows(cells);
  const lines = new Map<string, string[]>();
  for (const hour of hours) {
    const partition = partitionOf(hour);
    const signs = lines.get(partition.dt) ?? Array<string>(24).fill(' ');
    signs[Number(partition.hour)] = signOf(cells.get(hour) ?? 'missing', most);
    lines.set(partition.dt, signs);
  }
  const drawn = [...lines].map(([dt, signs]) => `${dt}  ${spaced(signs)}`);
  return [`            ${RULER}`, ...drawn].join('\n');
}

function mostRows(cells: ReadonlyMap<Hour, Cell>): number {
  let most = 1;
  for (const cell of cells.values()) if (typeof cell === 'number' && cell > most) most = cell;
  return most;
}

function signOf(cell: Cell, most: number): string {
  if (cell === 'missing') return '·';
  if (cell === 'corrupt') return '✗';
  if (cell === 'unreadable') return '?';
  return LEVELS[Math.min(LEVELS.length - 1, Math.floor((cell * LEVELS.length) / most))] ?? '█';
}

/** A gap after every six hours, so that the eye finds the hour. */
function spaced(signs: readonly string[]): string {
  return [0, 6, 12, 18]
    .map((from) => signs.slice(from, from + 6).join(''))
    .join(' ')
    .trimEnd();
}

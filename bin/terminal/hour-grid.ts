import { addHours, type Hour, hourRange, partitionOf } from '../../lib/model/hour.ts';

/** What the grid shows of an hour: its rows, or that something is wrong with it. */
export type Cell = number | 'missing' | 'corrupt';

const LEVELS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/** What the signs of the grid mean, in one line. */
export const gridLegend = '▁ to █ rows of the hour   · missing   ✗ corrupt';

/**
 * Draws hours as a grid, one line for each day and one sign for each hour (UTC): the taller, the
 * more rows.
 *
 * @param from first hour, inclusive
 * @param to last hour, inclusive
 */
export function drawHourGrid(cells: ReadonlyMap<Hour, Cell>, from: Hour, to: Hour): string {
  const most = Math.max(1, ...[...cells.values()].filter((cell) => typeof cell === 'number'));
  const lines = new Map<string, string[]>();
  for (const hour of hourRange(from, addHours(to, 1))) {
    const partition = partitionOf(hour);
    const signs = lines.get(partition.dt) ?? Array<string>(24).fill(' ');
    signs[Number(partition.hour)] = signOf(cells.get(hour) ?? 'missing', most);
    lines.set(partition.dt, signs);
  }
  const drawn = [...lines].map(([dt, signs]) => `${dt}  ${spaced(signs)}`);
  const hours = Array.from({ length: 24 }, (_, hour) =>
    hour % 6 === 0 ? String(hour).padStart(2, '0') : '  ',
  );
  const ruler = spacedRuler(hours);
  return [`            ${ruler}`, ...drawn].join('\n');
}

function signOf(cell: Cell, most: number): string {
  if (cell === 'missing') return '·';
  if (cell === 'corrupt') return '✗';
  return LEVELS[Math.min(LEVELS.length - 1, Math.floor((cell * LEVELS.length) / most))] ?? '█';
}

/** A gap after every six hours, so that the eye finds the hour. */
function spaced(signs: readonly string[]): string {
  return [0, 6, 12, 18]
    .map((from) => signs.slice(from, from + 6).join(''))
    .join(' ')
    .trimEnd();
}

function spacedRuler(hours: readonly string[]): string {
  return [0, 6, 12, 18]
    .map((from) => (hours[from] ?? '').padEnd(6))
    .join(' ')
    .trimEnd();
}

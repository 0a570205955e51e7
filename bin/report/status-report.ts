import type {
  Consecutive,
  DeclarationFinding,
  GapFinding,
  LakeFinding,
  ObjectFinding,
  UnreadableFinding,
} from '../../lib/doctor/finding.ts';
import type { Look } from '../../lib/doctor/look.ts';
import type { Waiting } from '../../lib/land/plan.ts';
import { type Grain, isTimed, type Period, type TimedPeriod } from '../../lib/model/period.ts';
import { escapeUnprintable } from '../../lib/printable.ts';
import { counted } from '../terminal/numbers.ts';
import { type Cell, drawPeriodGrid, gridLegend } from '../terminal/period-grid.ts';
import { inputNames } from './input-names.ts';

/** What the status of one job says. */
export interface JobStatus {
  readonly job: string;
  readonly grain: Grain;
  readonly lake: string;
  readonly since: Period | undefined;
  readonly landed: number;
  readonly first: Period | undefined;
  readonly last: Period | undefined;
  readonly gaps: readonly GapFinding[];
  /** Periods that were not captured in time. */
  readonly lost: readonly Consecutive[];
  readonly waiting: readonly Waiting[];
  /** Days for which the lake keeps the job; `undefined`: for ever. */
  readonly keepDays: number | undefined;
  /** Number of periods that have expired and are gone. */
  readonly expired: number;
  /** Number of landed periods that have expired and have not been removed. */
  readonly toRemove: number;
  readonly corrupt: readonly ObjectFinding[];
  readonly different: readonly ObjectFinding[];
  readonly earlier: readonly ObjectFinding[];
  readonly unreadable: readonly UnreadableFinding[];
  readonly foreign: readonly string[];
  readonly declaration: DeclarationFinding | undefined;
}

/** A long list names this many; `--json` names all. */
const NAMED = 10;

const FOREIGN = 'Foreign files, which nothing reads or changes';

/**
 * The status of a job: its periods as a grid, and what is wrong by name.
 *
 * @param periods what to draw, oldest first
 */
export function statusOfJob(
  status: JobStatus,
  looks: readonly Look[],
  periods: readonly TimedPeriod[],
): string {
  const { job, grain, lake, landed, first, last, since, foreign } = status;
  const head = `${job} in ${lake}:`;
  if (first === undefined) {
    const begun = since === undefined ? '' : `, although its time begins at ${since}`;
    return [
      `${head} no ${grain} has landed${begun}. Run "hourlake ingest" to land what is due.`,
      ...keepingOf(status),
      ...problemsOf(status),
      ...named(FOREIGN, foreign),
      '',
    ].join('\n');
  }
  return [
    `${head} ${counted(landed, grain)} landed${grain === 'file' ? '' : `, ${first} to ${last} (UTC)`}`,
    ...gridOf(status, looks, periods),
    ...keepingOf(status),
    ...problemsOf(status),
    ...named(FOREIGN, foreign),
    '',
  ].join('\n');
}

/** What lies in a lake and belongs to no job, as text and as JSON. */
export function filesOfLake(findings: readonly LakeFinding[]): {
  readonly text: string;
  readonly json: { readonly leftovers: number; readonly foreign: readonly string[] };
} {
  const foreign = findings.flatMap((finding) => (finding.kind === 'foreign' ? [finding.key] : []));
  const leftovers = findings.reduce(
    (sum, finding) => sum + (finding.kind === 'leftovers' ? finding.count : 0),
    0,
  );
  const lines = [
    ...(leftovers === 0
      ? []
      : ['', `${counted(leftovers, 'leftover')} of killed runs, which the next run removes`]),
    ...named('Foreign files outside the folders of jobs, which nothing reads or changes', foreign),
    '',
  ];
  return { text: lines.join('\n'), json: { leftovers, foreign } };
}

/** A gap as text: `2026-11-20T11 to 2026-11-20T12 (2 hours)`. */
export function gapText({ from, to, periods }: Consecutive): string {
  return periods === 1
    ? from
    : `${from} to ${to} (${counted(periods, isDay(from) ? 'day' : 'hour')})`;
}

/** How long the lake keeps the job, and what has expired. */
function keepingOf({ grain, keepDays, expired, toRemove }: JobStatus): string[] {
  if (keepDays === undefined) return [];
  const parts = [
    `Kept for ${keepDays} days`,
    ...(expired > 0 ? [`${counted(expired, grain)} expired`] : []),
    ...(toRemove > 0 ? [`${counted(toRemove, grain)} expired and not yet removed`] : []),
  ];
  return ['', `${parts.join(', ')}.`];
}

function gridOf(
  { grain, waiting }: JobStatus,
  looks: readonly Look[],
  periods: readonly TimedPeriod[],
): string[] {
  if (grain === 'file' || periods.length === 0) return [];
  const cells = new Map<TimedPeriod, Cell>();
  for (const { period } of waiting) if (isTimed(period)) cells.set(period, 'waiting');
  for (const look of looks) if (isTimed(look.period)) cells.set(look.period, cellOf(look));
  const waits = periods.some((period) => cells.get(period) === 'waiting');
  return ['', drawPeriodGrid(grain, cells, periods), '', gridLegend(grain, { waits })];
}

function problemsOf(status: JobStatus): string[] {
  const { grain, gaps, lost, waiting, corrupt, different, earlier, unreadable, declaration } =
    status;
  const missing = gaps.reduce((sum, gap) => sum + gap.periods, 0);
  return [
    ...(declaration === undefined
      ? []
      : ['', `Declaration ${declaration.key}: ${declaration.reason}`]),
    ...named(`Missing since the beginning, ${counted(missing, grain)}`, gaps.map(gapText)),
    ...named('Lost, because they were not captured in time', lost.map(gapText)),
    ...named(
      'Waiting for inputs that are not there',
      waiting.map(({ period, missing: inputs }) => `${period}: ${inputNames(inputs)}`),
    ),
    ...named(
      'Corrupt: "hourlake doctor" says what to do',
      corrupt.map(({ key }) => key),
    ),
    ...named(
      'Made with other settings or by another version: "hourlake doctor" says which',
      different.map(({ key }) => key),
    ),
    ...named(
      'Made by an earlier version of the generator, which is fine',
      [...new Set(earlier.map(({ reason }) => reason))].map(
        (reason) =>
          `${counted(earlier.filter((one) => one.reason === reason).length, grain)} ${reason}`,
      ),
    ),
    ...named(
      'Unreadable, so that their state is unknown',
      unreadable.map(({ key, reason }) => `${key}: ${reason}`),
    ),
  ];
}

function cellOf({ rows, finding }: Look): Cell {
  if (finding?.kind === 'corrupt' || finding?.kind === 'unreadable') return finding.kind;
  return rows ?? 'unreadable';
}

function named(title: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const rest = names.length - NAMED;
  return [
    '',
    `${title}:`,
    ...names.slice(0, NAMED).map((name) => `  ${escapeUnprintable(name)}`),
    ...(rest > 0 ? [`  and ${rest} more: see --json`] : []),
  ];
}

function isDay(period: Period): boolean {
  return !period.includes('T');
}

import type { Finding, ObjectFinding } from '../../lib/doctor/finding.ts';
import { partitionName } from '../../lib/model/partition.ts';
import { addPeriods, type Grain, isTimed, type Period } from '../../lib/model/period.ts';
import { counted } from '../terminal/numbers.ts';
import { gapText } from './status-report.ts';

/** The same command with other flags, or another command with the same lake, as a person would type it. */
export type Again = (flags: string, command?: 'doctor' | 'backfill') => string;

/** What to do about a finding. */
export interface Advice {
  readonly todo: string;
  /** To be typed as it stands. */
  readonly command?: string;
}

/** What findings of a kind are, in one line. */
export function titleOf(kind: Finding['kind'], findings: readonly Finding[], grain: Grain): string {
  const count = findings.length;
  switch (kind) {
    case 'empty':
      return `Empty: no ${grain} has landed`;
    case 'undeclared':
      return 'Without a declaration, which says how its periods are made';
    case 'unusable':
      return 'With a declaration that is not usable';
    case 'gap':
      return `Missing since the beginning: ${counted(periodsOf(findings), grain)}`;
    case 'lost':
      return `Lost, because the outside was not asked in time: ${counted(periodsOf(findings), grain)}`;
    case 'corrupt':
      return `Corrupt, not a whole Parquet file: ${counted(count, grain)}`;
    case 'different':
      return `Different from what the source makes: ${counted(count, grain)}`;
    case 'earlier':
      return `Made by an earlier version, so not compared: ${counted(count, grain)}`;
    case 'unreadable':
      return `Unreadable, so that the state is unknown: ${counted(count, grain)}`;
    case 'unparsed':
      return `Not compared, because what their rows came from is not in the lake: ${counted(count, grain)}`;
    case 'foreign':
      return `Foreign, with the key of no period: ${counted(count, 'file')}`;
    case 'leftovers':
      return `Left half-written by killed runs: ${counted(leftoversOf(findings), 'leftover')}`;
    case 'missing-partition':
      return `In the lake and not in the catalog: ${counted(count, grain)}`;
    case 'dangling-partition':
      return `In the catalog and not in the lake: ${counted(count, 'partition')}`;
    case 'misplaced-partition':
      return `In the catalog with another location: ${counted(count, 'partition')}`;
    case 'expired-partition':
      return `In the catalog and expired, which is fine: ${counted(count, 'partition')}`;
  }
}

/**
 * A finding of a section: what comes first in its line, and what is said about it; `undefined` when
 * the title has said all.
 */
export function lineOf(finding: Finding): { lead: string; text: string } | undefined {
  switch (finding.kind) {
    case 'empty':
    case 'leftovers':
    case 'unparsed':
      return undefined;
    case 'undeclared':
    case 'unusable':
      return { lead: `${finding.key}  `, text: finding.reason };
    case 'gap':
    case 'lost':
      return { lead: '', text: gapText(finding) };
    case 'corrupt':
    case 'earlier':
    case 'unreadable':
      return { lead: `${finding.period}  `, text: finding.reason };
    case 'different':
      return { lead: `${finding.period}  `, text: differenceOf(finding) };
    case 'foreign':
      return { lead: '', text: finding.key };
    case 'missing-partition':
    case 'expired-partition':
      return { lead: '', text: partitionName(finding.partition) };
    case 'dangling-partition':
    case 'misplaced-partition':
      return {
        lead: `${partitionName(finding.partition)}  `,
        text: finding.location === '' ? 'no location' : finding.location,
      };
  }
}

/** What to do about a finding: a sentence, and the command that does it, where there is one. */
export function adviceOf(finding: Finding, again: Again): Advice {
  const command = commandOutside([finding], again);
  if (finding.kind === 'gap' && command !== undefined) {
    return {
      todo: `${NO_COPY} To read them from outside again (the price is shown first):`,
      command,
    };
  }
  if (!('unmade' in finding) || finding.unmade === undefined) {
    return adviceOfKind(finding.kind, again);
  }
  if (command === undefined)
    return { todo: `They cannot be made again to replace them. ${finding.unmade}` };
  const todo = `${NO_COPY} Move them out of the lake, and read their periods from outside again (the price is shown first):`;
  return { todo, command };
}

const NO_COPY = 'The lake has no copy of what their rows came from.';

/**
 * The command that reads the periods of findings from outside again, which lands only those that are not there;
 * `undefined` where the lake has all that they are made from.
 */
export function commandOutside(findings: readonly Finding[], again: Again): string | undefined {
  const read = findings.flatMap((finding) =>
    'readBy' in finding && finding.readBy !== undefined ? [finding] : [],
  );
  const job = read[0]?.readBy;
  const ends = read.flatMap((finding): readonly Period[] =>
    'from' in finding ? [finding.from, finding.to] : [finding.period],
  );
  const [first, last] = [[...ends].sort().at(0), [...ends].sort().at(-1)];
  if (job === undefined || first === undefined || last === undefined || !isTimed(last)) {
    return undefined;
  }
  return again(`--from ${first} --to ${addPeriods(last, 1)} --job ${job}`, 'backfill');
}

function adviceOfKind(kind: Finding['kind'], again: Again): Advice {
  switch (kind) {
    case 'empty':
      return { todo: 'Land periods with "hourlake ingest", or name another lake with --lake.' };
    case 'undeclared':
      return { todo: 'To write it from the footers of the files:', command: again('--repair') };
    case 'unusable':
      return { todo: declarationAdvice };
    case 'gap':
      return { todo: 'To land them:', command: again('--repair') };
    case 'lost':
      return { todo: 'Nothing can land them: what the outside showed then is over.' };
    case 'unparsed':
      return { todo: 'Nothing is wrong with them, as far as their footers tell.' };
    case 'corrupt':
    case 'different':
      return {
        todo: 'To replace them by what the source makes:',
        command: again('--repair --replace'),
      };
    case 'earlier':
      return { todo: 'Nothing is wrong with them. The version that made them can compare them.' };
    case 'unreadable':
      return { todo: 'When the store returns them again:', command: again('') };
    case 'foreign':
      return {
        todo: 'Move them out of the lake: Athena reads every file in the folder of a period.',
      };
    case 'leftovers':
      return { todo: 'To remove them:', command: again('--repair') };
    case 'missing-partition':
      return { todo: 'To register them:', command: again('--repair') };
    case 'dangling-partition':
    case 'expired-partition':
      return { todo: 'To remove them from the catalog:', command: again('--repair') };
    case 'misplaced-partition':
      return { todo: 'To point them to this lake:', command: again('--repair --replace') };
  }
}

/** A word as a shell reads it back. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

const declarationAdvice: string =
  'Restore it from a backup, or delete it: it is written again from the footers of the files.';

function periodsOf(findings: readonly Finding[]): number {
  return findings.reduce((sum, finding) => sum + ('periods' in finding ? finding.periods : 0), 0);
}

function leftoversOf(findings: readonly Finding[]): number {
  return findings.reduce(
    (sum, finding) => sum + (finding.kind === 'leftovers' ? finding.count : 0),
    0,
  );
}

/** With the version that wrote it, unless the reason names it. */
function differenceOf({ reason, footer = {} }: ObjectFinding): string {
  const writer = footer['hourlake.generator'];
  const difference = reason.replace(/^hourlake\./, '');
  return writer === undefined || reason.includes(writer)
    ? difference
    : `${difference} (by ${writer})`;
}

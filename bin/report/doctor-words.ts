import { nameOf } from '../../lib/doctor/examine-catalog.ts';
import type { Finding, ObjectFinding } from '../../lib/doctor/finding.ts';
import type { OtherSetting } from '../../lib/land/check-same-settings.ts';
import { counted } from '../terminal/numbers.ts';

/** The same command with other flags, as a person would type it. */
export type Again = (flags: string) => string;

/** What to do about a finding. */
export interface Advice {
  readonly todo: string;
  /** To be typed as it stands. */
  readonly command?: string;
}

/** What findings of a kind are, in one line. */
export function titleOf(kind: Finding['kind'], findings: readonly Finding[]): string {
  const count = findings.length;
  switch (kind) {
    case 'empty':
      return 'Empty: no hour has landed, or none is left';
    case 'gap':
      return `Missing since the first hour: ${counted(hoursOf(findings), 'hour')}`;
    case 'corrupt':
      return `Corrupt, no whole Parquet file: ${counted(count, 'hour')}`;
    case 'different':
      return `Different, not what the generator makes: ${counted(count, 'hour')}`;
    case 'unreadable':
      return `Unreadable, which says nothing of the file: ${counted(count, 'hour')}`;
    case 'foreign':
      return `Foreign, under the key of no hour: ${counted(count, 'file')}`;
    case 'leftovers':
      return `Left half-written by killed runs: ${counted(leftoversOf(findings), 'leftover')}`;
    case 'missing-partition':
      return `In the lake and not in the catalog: ${counted(count, 'hour')}`;
    case 'dangling-partition':
      return `In the catalog and not in the lake: ${counted(count, 'partition')}`;
    case 'misplaced-partition':
      return `In the catalog with another place: ${counted(count, 'partition')}`;
  }
}

/**
 * A finding of a section: what comes first in its line, and what is said of it; `undefined` when
 * the title has said all.
 */
export function lineOf(finding: Finding): { lead: string; text: string } | undefined {
  switch (finding.kind) {
    case 'empty':
    case 'leftovers':
      return undefined;
    case 'gap': {
      const { from, to, hours } = finding;
      return {
        lead: '',
        text: hours === 1 ? from : `${from} to ${to} (${counted(hours, 'hour')})`,
      };
    }
    case 'corrupt':
    case 'unreadable':
      return { lead: `${finding.hour}  `, text: finding.reason };
    case 'different':
      return { lead: `${finding.hour}  `, text: differenceOf(finding) };
    case 'foreign':
      return { lead: '', text: finding.key };
    case 'missing-partition':
      return { lead: '', text: nameOf(finding.partition) };
    case 'dangling-partition':
    case 'misplaced-partition':
      return {
        lead: `${nameOf(finding.partition)}  `,
        text: finding.location === '' ? 'no place' : finding.location,
      };
  }
}

/** What to do about findings of a kind: a sentence, and the command that does it, where there is one. */
export function adviceOf(
  kind: Finding['kind'],
  { again, otherSetting }: { again: Again; otherSetting: OtherSetting | undefined },
): Advice {
  if (kind === 'different' && otherSetting?.there !== undefined) {
    const { name, there } = otherSetting;
    return {
      todo: `Most hours have another ${name}. To look with that one:`,
      command: again(`--${name} ${quoted(there)}`),
    };
  }
  switch (kind) {
    case 'empty':
      return { todo: 'Land hours with "hourlake ingest", or name another lake with --lake.' };
    case 'gap':
      return { todo: 'To land them:', command: again('--repair') };
    case 'corrupt':
    case 'different':
      return {
        todo: "To land the generator's bytes in their place:",
        command: again('--repair --replace'),
      };
    case 'unreadable':
      return { todo: 'When the store gives them again:', command: again('') };
    case 'foreign':
      return {
        todo: 'Move them out of the lake: Athena reads whatever lies in the folder of an hour.',
      };
    case 'leftovers':
      return { todo: 'To remove them:', command: again('--repair') };
    case 'missing-partition':
      return { todo: 'To register them:', command: again('--repair') };
    case 'dangling-partition':
      return { todo: 'To let the catalog forget them:', command: again('--repair') };
    case 'misplaced-partition':
      return { todo: 'To point them to this lake:', command: again('--repair --replace') };
  }
}

/** A word as a shell takes it for one. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function hoursOf(findings: readonly Finding[]): number {
  return findings.reduce((sum, finding) => sum + (finding.kind === 'gap' ? finding.hours : 0), 0);
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

import type { Examination } from '../../lib/doctor/examine.ts';
import type { Finding } from '../../lib/doctor/finding.ts';
import type { Repair, Treatment } from '../../lib/doctor/repair.ts';
import { escapeUnprintable } from '../../lib/printable.ts';
import { counted, grouped } from '../terminal/numbers.ts';
import { wrapped } from '../terminal/wrapped.ts';
import { type Advice, type Again, adviceOf, lineOf, titleOf } from './doctor-words.ts';

/** What a report says beside the findings themselves. */
export interface ReportFacts {
  /** `fake-accounts in ./lake` */
  readonly title: string;
  /** Whether footers alone were read. */
  readonly quick: boolean;
  /** Whether a repair follows. */
  readonly repairs: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  readonly again: Again;
}

/** Findings that are told together. */
interface Section {
  readonly title: string;
  readonly findings: readonly Finding[];
  /** What to do, or why it was not done. Default: nothing is said of it. */
  readonly end?: Advice;
}

/** Of a long list the first so many are named; `--json` names all. */
const NAMED = 10;

/** What was found, by kind, and what to do about it, unless it is about to be done. */
export function reportOfExamination(examination: Examination, facts: ReportFacts): string {
  const { findings } = examination;
  const kinds = [...new Set(findings.map(({ kind }) => kind))];
  const sections = kinds.map((kind): Section => {
    const ofKind = findings.filter((finding) => finding.kind === kind);
    const section = { title: titleOf(kind, ofKind), findings: ofKind };
    const { otherSetting } = examination;
    return facts.repairs
      ? section
      : { ...section, end: adviceOf(kind, { ...facts, otherSetting }) };
  });
  return textOf(`${facts.title}: ${lookedAt(examination, facts)}`, sections, facts);
}

/** What was mended, and what is left and why. */
export function reportOfRepair(repair: Repair, facts: ReportFacts): string {
  const left = repair.treatments.filter((treatment) => treatment.left !== undefined);
  const groups = new Map<string, Treatment[]>();
  for (const treatment of left) {
    const label = `${treatment.finding.kind} ${treatment.left}`;
    const group = groups.get(label);
    if (group === undefined) groups.set(label, [treatment]);
    else group.push(treatment);
  }
  const sections = [...groups.values()].map((group): Section => {
    const findings = group.map(({ finding }) => finding);
    const [{ finding: { kind = 'empty' } = {}, left: todo = '' } = {}] = group;
    return { title: titleOf(kind, findings), findings, end: { todo } };
  });
  const rest = left.length === 0 ? 'nothing is left' : `${counted(left.length, 'finding')} left`;
  return textOf(`${facts.title}: ${[...mended(repair), rest].join(', ')}.`, sections, facts);
}

function textOf(head: string, sections: readonly Section[], { width }: ReportFacts): string {
  const lines = sections.flatMap(({ title, findings, end }) => {
    const named = findings.slice(0, NAMED).flatMap((finding) => {
      const line = lineOf(finding);
      if (line === undefined) return [];
      return wrapped(escapeUnprintable(line.text), {
        lead: `  ${escapeUnprintable(line.lead)}`,
        width,
      });
    });
    const rest = findings.length - NAMED;
    const more = rest > 0 ? [`  and ${grouped(rest)} more: see --json`] : [];
    const advice =
      end === undefined ? [] : wrapped(escapeUnprintable(end.todo), { lead: '  -> ', width });
    const command = end?.command === undefined ? [] : [`     ${escapeUnprintable(end.command)}`];
    return ['', title, ...named, ...more, ...advice, ...command];
  });
  return [...wrapped(escapeUnprintable(head), { lead: '', width }), ...lines, ''].join('\n');
}

function lookedAt({ findings, sound, notReached }: Examination, { quick }: ReportFacts): string {
  const parts = [
    `${counted(sound.length, 'hour')} ${quick ? 'whole by the footer' : 'identical'}`,
    ...(notReached.length > 0 ? [`${notReached.length} not looked at`] : []),
    findings.length === 0 ? 'nothing wrong' : counted(findings.length, 'finding'),
  ];
  return `${parts.join(', ')}.${quick ? ' Bytes were not compared.' : ''}`;
}

function mended({ receipts, sweptLeftovers, catalog }: Repair): string[] {
  const count = (status: string) => receipts.filter((receipt) => receipt.status === status).length;
  const { registered = 0, unregistered = 0 } = catalog ?? {};
  const parts: [number, string][] = [
    [count('landed'), `${counted(count('landed'), 'hour')} landed`],
    [count('replaced'), `${counted(count('replaced'), 'hour')} replaced`],
    [sweptLeftovers, `${counted(sweptLeftovers, 'leftover')} removed`],
    [registered, `${counted(registered, 'partition')} registered`],
    [unregistered, `${counted(unregistered, 'partition')} forgotten`],
  ];
  const told = parts.filter(([number]) => number > 0).map(([, part]) => part);
  return told.length === 0 ? ['nothing was mended'] : told;
}

import { type Examination, type JobExamination, soundPeriods } from '../../lib/doctor/examine.ts';
import { type Finding, isWrong } from '../../lib/doctor/finding.ts';
import type { JobRepair, Repair, Treatment } from '../../lib/doctor/repair.ts';
import type { Grain } from '../../lib/model/period.ts';
import { escapeUnprintable } from '../../lib/printable.ts';
import { toJson } from '../terminal/json.ts';
import { counted, grouped } from '../terminal/numbers.ts';
import { wrapped } from '../terminal/wrapped.ts';
import {
  type Advice,
  type Again,
  adviceOf,
  commandOutside,
  lineOf,
  titleOf,
} from './doctor-words.ts';
import { waitingPart } from './job-report.ts';

/** What a report says besides the findings themselves. */
export interface ReportFacts {
  /** How a person names the lake. */
  readonly lake: string;
  /** Whether only footers were read. */
  readonly quick: boolean;
  /** Whether a repair follows. */
  readonly repairs: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  readonly again: Again;
}

/** Findings that are reported together. */
interface Section {
  readonly title: string;
  readonly findings: readonly Finding[];
  /** What to do, or why it was not done. Default: nothing. */
  readonly end?: Advice;
}

/** A long list names this many; `--json` names all. */
const NAMED = 10;

/** What was found, by job and kind, and what to do about it, unless it is about to be done. */
export function reportOfExamination({ jobs, findings }: Examination, facts: ReportFacts): string {
  const parts = jobs.map((examined) =>
    textOf(
      lookedAt(examined, facts),
      sectionsOf(examined.findings, examined.job.grain, facts),
      facts,
    ),
  );
  if (findings.length > 0) {
    const head = `${facts.lake}: ${counted(findings.length, 'finding')} outside the jobs.`;
    parts.push(textOf(head, sectionsOf(findings, 'hour', facts), facts));
  }
  return parts.join('\n');
}

/** What was mended, and what is left and why. */
export function reportOfRepair(repair: Repair, facts: ReportFacts): string {
  const parts = repair.jobs
    .filter(({ treatments, receipts }) => treatments.length + receipts.length > 0)
    .map((job) => {
      const head = `${job.job.name} in ${facts.lake}: ${mended(job)}.`;
      return textOf(head, leftSections(job.treatments, job.job.grain, facts), facts);
    });
  if (repair.treatments.length > 0) {
    const swept = repair.sweptLeftovers;
    const removed = swept > 0 ? [`${counted(swept, 'leftover')} removed`] : [];
    const head = `${facts.lake}: ${[...removed, restOf(repair.treatments)].join(', ')}.`;
    parts.push(textOf(head, leftSections(repair.treatments, 'hour', facts), facts));
  }
  return parts.join('\n');
}

/** An examination, and the repair after it if there was one, as JSON. */
export function examinationAsJson(
  { jobs, findings }: Examination,
  mends: Repair | undefined,
  { lake, quick, again }: ReportFacts,
): string {
  const advised = (finding: Finding) => ({ ...finding, ...adviceOf(finding, again) });
  return toJson({
    lake,
    comparedBytes: !quick,
    jobs: jobs.map((examined) => ({
      job: examined.job.name,
      grain: examined.job.grain,
      sound: soundPeriods(examined).length,
      notReached: examined.notReached,
      waiting: examined.waiting,
      expired: examined.expired,
      toRemove: examined.toRemove,
      findings: examined.findings.map(advised),
    })),
    findings: findings.map(advised),
    ...(mends === undefined ? {} : { repair: repairAsJson(mends) }),
  });
}

function sectionsOf(
  findings: readonly Finding[],
  grain: Grain,
  { repairs, again }: ReportFacts,
): Section[] {
  const labelOf = (finding: Finding) => `${finding.kind} ${adviceOf(finding, again).todo}`;
  return groupsOf(findings, labelOf).map((found): Section => {
    const section = { title: titleOf(found[0].kind, found, grain), findings: found };
    if (repairs) return section;
    return { ...section, end: withCommand(adviceOf(found[0], again), found, again) };
  });
}

function leftSections(
  treatments: readonly Treatment[],
  grain: Grain,
  { again }: ReportFacts,
): Section[] {
  const left = new Map(treatments.map((each) => [each.finding, each.left]));
  const findings = [...left.keys()].filter((finding) => left.get(finding) !== undefined);
  return groupsOf(findings, (finding) => `${finding.kind} ${left.get(finding)}`).map(
    (found): Section => ({
      title: titleOf(found[0].kind, found, grain),
      findings: found,
      end: withCommand({ todo: left.get(found[0]) ?? '' }, found, again),
    }),
  );
}

/** One command reads the periods of all findings of a section from outside. */
function withCommand(advice: Advice, findings: readonly Finding[], again: Again): Advice {
  const command = commandOutside(findings, again);
  return command === undefined ? advice : { ...advice, command };
}

/** Findings with the same label, in the order of the first of each. */
function groupsOf(
  findings: readonly Finding[],
  labelOf: (finding: Finding) => string,
): readonly [Finding, ...Finding[]][] {
  const groups = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    const label = labelOf(finding);
    const group = groups.get(label);
    if (group === undefined) groups.set(label, [finding]);
    else group.push(finding);
  }
  return [...groups.values()];
}

function textOf(head: string, sections: readonly Section[], { width }: ReportFacts): string {
  const lines = sections.flatMap(({ title, findings, end }) => {
    const said = findings.flatMap((finding) => lineOf(finding) ?? []);
    const named = said
      .slice(0, NAMED)
      .flatMap(({ lead, text }) =>
        wrapped(escapeUnprintable(text), { lead: `  ${escapeUnprintable(lead)}`, width }),
      );
    const rest = said.length - NAMED;
    const more = rest > 0 ? [`  and ${grouped(rest)} more: see --json`] : [];
    const advice =
      end === undefined ? [] : wrapped(escapeUnprintable(end.todo), { lead: '  -> ', width });
    const command = end?.command === undefined ? [] : [`     ${escapeUnprintable(end.command)}`];
    return ['', title, ...named, ...more, ...advice, ...command];
  });
  return [...wrapped(escapeUnprintable(head), { lead: '', width }), ...lines, ''].join('\n');
}

function lookedAt(examined: JobExamination, { lake, quick }: ReportFacts): string {
  const { job, findings, notReached, waiting } = examined;
  const wrong = findings.filter(isWrong).length;
  const earlier = findings.filter(({ kind }) => kind === 'earlier').length;
  const parts = [
    `${counted(soundPeriods(examined).length, job.grain)} ${quick ? 'whole by the footer' : 'identical'}`,
    ...(notReached.length > 0 ? [`${notReached.length} not looked at`] : []),
    ...(waiting.length > 0 ? [waitingPart(examined)] : []),
    ...expiredParts(examined),
    ...(earlier > 0 ? [`${earlier} made by an earlier version`] : []),
    wrong === 0 ? 'nothing wrong' : counted(wrong, 'finding'),
  ];
  return `${job.name} in ${lake}: ${parts.join(', ')}.${quick ? ' Bytes were not compared.' : ''}`;
}

/** What has expired, as parts of a sentence: what is gone, and what is still there. */
function expiredParts({ expired, toRemove }: JobExamination): string[] {
  return [
    ...(expired.length > 0 ? [`${grouped(expired.length)} expired`] : []),
    ...(toRemove.length > 0 ? [`${grouped(toRemove.length)} expired and not yet removed`] : []),
  ];
}

function mended({ job, receipts, treatments, catalog }: JobRepair): string {
  const count = (status: string) => receipts.filter((receipt) => receipt.status === status).length;
  const { registered = 0, unregistered = 0 } = catalog ?? {};
  const declared = treatments.filter(
    ({ finding, left }) => finding.kind === 'undeclared' && left === undefined,
  ).length;
  const parts: [number, string][] = [
    [declared, 'declaration written'],
    [count('landed'), `${counted(count('landed'), job.grain)} landed`],
    [count('replaced'), `${counted(count('replaced'), job.grain)} replaced`],
    [registered, `${counted(registered, 'partition')} registered`],
    [unregistered, `${counted(unregistered, 'partition')} removed from the catalog`],
  ];
  const done = parts.filter(([number]) => number > 0).map(([, part]) => part);
  return [...(done.length === 0 ? ['nothing was mended'] : done), restOf(treatments)].join(', ');
}

function restOf(treatments: readonly Treatment[]): string {
  const left = treatments.filter(
    ({ finding, left }) => left !== undefined && isWrong(finding),
  ).length;
  return left === 0 ? 'nothing is left' : `${counted(left, 'finding')} left`;
}

function repairAsJson({ jobs, treatments, sweptLeftovers }: Repair) {
  return {
    sweptLeftovers,
    ...treatmentsAsJson(treatments),
    jobs: jobs.map(({ job, treatments: ofJob, receipts, catalog }) => ({
      job: job.name,
      ...treatmentsAsJson(ofJob),
      receipts: receipts.map((receipt) =>
        receipt.status === 'failed' ? { ...receipt, error: receipt.error.message } : receipt,
      ),
      ...(catalog === undefined ? {} : { catalog }),
    })),
  };
}

function treatmentsAsJson(treatments: readonly Treatment[]) {
  return {
    mended: treatments.filter(({ left }) => left === undefined).map(({ finding }) => finding),
    left: treatments
      .filter(({ left }) => left !== undefined)
      .map(({ finding, left }) => ({ ...finding, left })),
  };
}

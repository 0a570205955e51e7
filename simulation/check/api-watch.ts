import type { CaptureOutcome } from '../../lib/capture/capture.ts';
import { CaptureError } from '../../lib/errors.ts';
import { capturedPeriodKey, capturedPeriodsOf, RAW } from '../../lib/lake/raw-key.ts';
import { firstCapturable, isLost } from '../../lib/land/expiry.ts';
import { capturingJob } from '../../lib/land/raw-objects.ts';
import type { Job } from '../../lib/model/job.ts';
import { isTimed, type Period, type TimedPeriod } from '../../lib/model/period.ts';
import { apiJobs, capturingApiJobs } from '../jobs/api-jobs.ts';
import type { ApiPage } from '../world/api.ts';
import type { SimulatedProcess } from '../world/simulated-process.ts';
import { endOfCapture, pagesIn, problemOf } from './captured-pages.ts';
import type { Sees } from './sightings.ts';
import type { Accuse } from './violation.ts';
import type { VisibleLake } from './visible-lake.ts';

/** Who asks an API. */
export interface ApiAsker {
  readonly process: Pick<SimulatedProcess, 'ending'>;
  /** What time it was by its clock when it began, in milliseconds since 1970-01-01T00:00:00Z. */
  readonly instant: number;
  /** Milliseconds by which its clock is ahead. */
  readonly clockAhead: number;
}

/** An answer of the API, and who got it. */
type Answer = ApiPage & ApiAsker;

/** A capture that became visible. */
interface Capture {
  readonly key: string;
  /** Its last page. */
  readonly last: Answer;
  /** When it was first seen, in milliseconds since 1970-01-01T00:00:00Z. */
  readonly shown: number;
}

/** What an API watch speaks to. */
export interface ApiWatchOptions {
  readonly lake: VisibleLake;
  readonly accuse: Accuse;
  readonly sees: Sees;
  /** Milliseconds since 1970-01-01T00:00:00Z, by no clock of a process. */
  readonly now: () => number;
}

/** Readings of a list after which a capture gives up: each found that the list had changed. */
const READINGS = 4;

/** Milliseconds after which every listing shows an object. */
const LISTED_MS = 900_000;

/**
 * Knows all that an API answered, and checks that what is captured is that: whole, of one moment, and of
 * its period.
 */
export class ApiWatch {
  private readonly options: ApiWatchOptions;
  private readonly answers = new Map<number, Answer>();
  private readonly captured = new Map<string, Capture>();
  /** Errors of captures that no fault has to explain. */
  private readonly excused = new Set<Error>();
  /** Snapshots of which a run said that they are lost. */
  private readonly lost = new Set<string>();

  constructor(options: ApiWatchOptions) {
    this.options = options;
  }

  /** Whether a key is that of a capture. */
  isCapture(key: string): boolean {
    return key.startsWith(`${RAW}/`);
  }

  /** The jobs that are made from a capture, and its period; `undefined` when no job has it. */
  placeOf(
    key: string,
  ): { readonly jobs: readonly Job[]; readonly period: TimedPeriod } | undefined {
    for (const job of capturingApiJobs) {
      const [period] = periodsAmong([key], job);
      if (period === undefined) continue;
      return { jobs: apiJobs.filter((one) => capturingJob(one) === job.name), period };
    }
    return undefined;
  }

  /** The API has answered. */
  answered(page: ApiPage, asker: ApiAsker): void {
    const { accuse, sees } = this.options;
    const { job: name, period, offset, state } = page;
    const before = this.answersTo(asker.process, { job: name, period });
    this.answers.set(page.answer, { ...page, ...asker });
    if (offset === 0 && before.some((one) => one.state !== state)) sees('read again');
    const job = capturingApiJobs.find((one) => one.name === name);
    if (job !== undefined && isOver(job, period, asker.instant)) {
      accuse('a run asked for a period that was lost before it began', `${name} ${period}`);
    }
  }

  /** A capture became visible. */
  shown(key: string, bytes: Uint8Array): void {
    const { lake, accuse, now } = this.options;
    lake.add(key, bytes);
    const { jobs = [], period } = this.placeOf(key) ?? {};
    const job = jobs.find(({ captures }) => captures !== undefined);
    const pages = pagesIn(bytes, (answer) => this.answers.get(answer));
    const last = pages?.at(-1);
    if (job === undefined || period === undefined || pages === undefined || last === undefined) {
      accuse('a capture is not what the API answered', key);
      return;
    }
    this.captured.set(key, { key, last, shown: now() });
    const problem = problemOf(job, period, pages);
    if (problem !== undefined) accuse(problem, key);
  }

  /**
   * The rows of a period became visible.
   *
   * @param survivesCrash whether an object would be there after a crash now
   */
  landed(job: Job, period: Period, survivesCrash: (key: string) => boolean): void {
    const { accuse, sees } = this.options;
    const capture = this.visible(job, period);
    if (capture === undefined) return;
    if (!survivesCrash(capture.key))
      accuse('rows landed before their capture was safe', capture.key);
    if (capture.last.process.ending === 'dead') sees('landed by another');
  }

  /** A run says what became of a period that it wanted to capture, when it knows. */
  told({ process, clockAhead }: ApiAsker, { name: job }: Job, outcome: CaptureOutcome): void {
    const { sees, now } = this.options;
    if (outcome.status === 'captured') sees('period captured');
    if (outcome.status === 'known') sees('two captures met');
    if (outcome.status !== 'failed' || !(outcome.error instanceof CaptureError)) return;
    const answers = this.answersTo(process, { job, period: outcome.item });
    const [first] = answers;
    const isLate = first !== undefined && now() + clockAhead >= endOfCapture(first.period);
    if (isLate) sees('answered too late');
    const states = new Set(answers.map(({ state }) => state));
    if (isLate || states.size > READINGS) this.excused.add(outcome.error);
  }

  /** A run says that a snapshot is lost. */
  toldLost({ instant }: Pick<ApiAsker, 'instant'>, job: Job, period: Period): void {
    const { accuse, sees } = this.options;
    const name = `${job.name} ${period}`;
    if (!isOver(job, period, instant)) accuse('a run gave up a period that it could capture', name);
    if (this.lost.has(name)) return;
    this.lost.add(name);
    sees('period lost');
  }

  /** Whether a capture failed because the API changed too often, or the time of its period was over. */
  isExcused(error: Error): boolean {
    return this.excused.has(error);
  }

  /** The last page of the visible capture that the rows of a period are made from. */
  captureOf(job: Job, period: Period): Answer | undefined {
    return this.visible(job, period)?.last;
  }

  /** Whether every listing since a moment has shown the capture of a period. */
  isListed(job: Job, period: Period, since: number): boolean {
    const { shown = Number.POSITIVE_INFINITY } = this.visible(job, period) ?? {};
    return shown + LISTED_MS <= since;
  }

  /** The periods of all visible captures that a job is made from. */
  periodsOf(job: Job): readonly TimedPeriod[] {
    return periodsAmong(this.options.lake.keys(), { ...job, name: capturingJob(job) });
  }

  private visible(job: Job, period: Period): Capture | undefined {
    if (!isTimed(period)) return undefined;
    const key = capturedPeriodKey(capturingJob(job), period);
    return this.options.lake.bytesOf(key) === undefined ? undefined : this.captured.get(key);
  }

  private answersTo(
    process: ApiAsker['process'],
    { job, period }: { readonly job: string; readonly period: string },
  ): readonly Answer[] {
    return [...this.answers.values()].filter(
      (one) => one.process === process && one.job === job && one.period === period,
    );
  }
}

/** Whether the snapshot of a period was lost at an instant, unless it had been captured. */
function isOver(job: Job, period: Period, instant: number): boolean {
  return isLost({ capturableFrom: firstCapturable(job, instant) }, period);
}

function periodsAmong(keys: Iterable<string>, { name, grain }: Job): readonly TimedPeriod[] {
  return grain === 'file' ? [] : capturedPeriodsOf(keys, { name, grain });
}

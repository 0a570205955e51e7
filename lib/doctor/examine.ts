import type { Catalog, RegisteredPartition } from '../catalog/catalog.ts';
import type { Inventory } from '../lake/inventory.ts';
import type { OtherSetting } from '../land/check-same-settings.ts';
import { differenceOf } from '../land/footer.ts';
import type { HourMaker } from '../land/threads/hour-maker.ts';
import { addPeriods, type Hour, isWithin, periodIndex, type Span } from '../model/period.ts';
import type { Source } from '../model/source.ts';
import type { Store } from '../stores/store.ts';
import { otherSettingOfMost } from './check-settings-of-most.ts';
import { examineCatalog } from './examine-catalog.ts';
import type { Finding, GapFinding, ObjectFinding, UnreadableFinding } from './finding.ts';
import { type Gap, gapsOf, type Inspection, inspectHours } from './inspect.ts';
import { type Verdict, verify } from './verify.ts';

/** What is examined, and what is known of it already. */
export interface ExamineInput {
  readonly source: Source;
  readonly store: Store;
  readonly prefix: string;
  /** What a listing shows of the lake. */
  readonly inventory: Inventory;
  /** How many leftovers the store has. */
  readonly leftovers: number;
  /** The last hour that should be there. */
  readonly last: Hour;
  /** The hours that are of interest. Default: all. */
  readonly span?: Span;
  /** Default: there is no catalog. */
  readonly registered?: Registered;
}

/** A catalog, and what it knew before the lake was listed; `undefined` where it works out the hours. */
export interface Registered {
  readonly catalog: Catalog;
  readonly partitions: readonly RegisteredPartition[] | undefined;
}

/** How examining goes about it. */
export interface ExamineOptions {
  /** Whether only footers are read, and no bytes compared. Default: `false`. */
  readonly quick?: boolean;
  /** Hours in flight at once. Default: 4. */
  readonly concurrency?: number;
  /** Opens what makes the files of so many hours; closed at the end. Default: this thread makes them. */
  readonly openMaker?: (hours: number) => HourMaker;
  /** Ends early: hours not begun are not examined. */
  readonly signal?: AbortSignal;
  /** Told once how many hours will be looked at, before the first. */
  readonly onBegin?: (hours: number) => void;
  /** Told of each hour as it is done. */
  readonly onExamined?: (hour: Hour, what: 'sound' | ObjectFinding['kind'] | 'unreadable') => void;
}

/** What examining a lake came to. */
export interface Examination {
  /** In the order: gaps, objects, foreign files, leftovers, partitions; of each, oldest first. */
  readonly findings: readonly Finding[];
  /** Hours whose object is as it should be, as far as was looked. */
  readonly sound: readonly Hour[];
  /** A setting that most of the hours that were looked at have otherwise than the source. */
  readonly otherSetting: OtherSetting | undefined;
  /** Landed hours that nobody asked for. */
  readonly outside: readonly Hour[];
  /** Landed hours that were asked for and not looked at, because examining was told to end. */
  readonly notReached: readonly Hour[];
}

/**
 * Looks for whatever is wrong with a lake, and changes nothing.
 *
 * @throws WorkerError when a thread that makes hours dies.
 */
export async function examine(
  input: ExamineInput,
  options: ExamineOptions = {},
): Promise<Examination> {
  const { inventory, leftovers, last, span = {}, registered } = input;
  const { landed, foreign } = inventory;
  const isAsked = (hour: Hour) => isWithin(hour, span);
  const hours = landed.filter(isAsked);
  options.onBegin?.(hours.length);
  const looks = options.quick
    ? await lookAtFooters({ ...input, hours }, options)
    : await lookAtBytes({ ...input, hours }, options);
  const reached = new Set(looks.map(({ hour }) => hour));
  const partitions =
    registered?.partitions === undefined
      ? []
      : examineCatalog({ ...registered, partitions: registered.partitions }, landed, isAsked);
  const objects = looks.flatMap(({ finding }) => finding ?? []);
  const sound = looks.filter(({ finding }) => finding === undefined).map(({ hour }) => hour);
  return {
    findings: [
      ...(landed.length === 0 ? [{ kind: 'empty' } as const] : []),
      ...gapsOf(landed, last).flatMap((gap) => gapWithin(gap, span)),
      ...objects,
      ...foreign.map((key) => ({ kind: 'foreign', key }) as const),
      ...(leftovers > 0 ? [{ kind: 'leftovers', count: leftovers } as const] : []),
      ...partitions,
    ],
    sound,
    otherSetting: otherSettingOfMost(input.source, { findings: objects, same: sound.length }),
    outside: landed.filter((hour) => !isAsked(hour)),
    notReached: hours.filter((hour) => !reached.has(hour)),
  };
}

/** What a look at the object of an hour found; nothing when it is as it should be. */
interface Look {
  readonly hour: Hour;
  readonly finding: ObjectFinding | UnreadableFinding | undefined;
}

type Hours = ExamineInput & { readonly hours: readonly Hour[] };

async function lookAtBytes(input: Hours, options: ExamineOptions): Promise<Look[]> {
  const { onExamined, ...rest } = options;
  const verdicts = await verify(input, {
    ...rest,
    onVerdict({ hour, status }) {
      onExamined?.(hour, status === 'identical' ? 'sound' : status);
    },
  });
  return verdicts.map((verdict) => ({ hour: verdict.hour, finding: findingOfVerdict(verdict) }));
}

function findingOfVerdict({ status, reason = '', ...rest }: Verdict): Look['finding'] {
  return status === 'identical' ? undefined : { kind: status, ...rest, reason };
}

async function lookAtFooters(input: Hours, options: ExamineOptions): Promise<Look[]> {
  const { onExamined, ...rest } = options;
  const findingOf = (inspection: Inspection) => findingOfInspection(input.source, inspection);
  const inspections = await inspectHours(input, {
    ...rest,
    onInspection: (found) => onExamined?.(found.hour, findingOf(found)?.kind ?? 'sound'),
  });
  return inspections.map((found) => ({ hour: found.hour, finding: findingOf(found) }));
}

function findingOfInspection(source: Source, inspection: Inspection): Look['finding'] {
  const { hour, key } = inspection;
  if ('unreadable' in inspection) {
    return { kind: 'unreadable', hour, key, reason: inspection.unreadable };
  }
  if ('corrupt' in inspection) return { kind: 'corrupt', hour, key, reason: inspection.corrupt };
  const { footer } = inspection;
  const reason = differenceOf(source, hour, footer);
  return reason === undefined ? undefined : { kind: 'different', hour, key, reason, footer };
}

/** The part of a gap that lies in a span, if there is one. */
function gapWithin(gap: Gap, { from = gap.from, to }: Span): GapFinding[] {
  const first = gap.from > from ? gap.from : from;
  const last = to === undefined || gap.to < to ? gap.to : addPeriods(to, -1);
  const hours = periodIndex(last) - periodIndex(first) + 1;
  return hours > 0 ? [{ kind: 'gap', from: first, to: last, hours }] : [];
}

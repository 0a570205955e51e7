import type { Catalog } from '../catalog/catalog.ts';
import { HourlakeError } from '../errors.ts';
import { otherSettingError, otherSettingOf } from '../land/check-same-settings.ts';
import type { Receipt } from '../land/receipt.ts';
import { run } from '../land/run.ts';
import type { HourMaker } from '../land/threads/hour-maker.ts';
import { addPeriods, type Hour, periodRange } from '../model/period.ts';
import type { Source } from '../model/source.ts';
import type { Store } from '../stores/store.ts';
import { checkSettingsOfMost } from './check-settings-of-most.ts';
import type { Examination } from './examine.ts';
import type { Finding, GapFinding, ObjectFinding, PartitionFinding } from './finding.ts';
import { type MendedCatalog, mendCatalog } from './mend-catalog.ts';
import { ENDED, type ReplaceReceipt, replaceObjects } from './replace-objects.ts';

/** What is repaired. */
export interface RepairInput {
  readonly source: Source;
  readonly store: Store;
  readonly prefix: string;
  /** What was found, of the whole that was asked for. */
  readonly examination: Examination;
  /** The catalog that was examined. Default: there is none. */
  readonly catalog?: Catalog;
}

/** How repairing goes about it. */
export interface RepairOptions {
  /**
   * Whether corrupt and different objects give way to those of the generator, and misplaced
   * partitions to the right ones. Default: `false`, nothing that is there is overwritten.
   */
  readonly replace?: boolean;
  /** Hours in flight at once. Default: 4. */
  readonly concurrency?: number;
  /** Opens what makes the files of so many hours; closed at the end. Default: this thread makes them. */
  readonly openMaker?: (hours: number) => HourMaker;
  /** Ends early: hours in flight land, no further one begins. */
  readonly signal?: AbortSignal;
  /** Told of each hour as it is done. */
  readonly onReceipt?: (receipt: Receipt | ReplaceReceipt) => void;
}

/** What became of a finding. */
export interface Treatment {
  readonly finding: Finding;
  /** Why it is left, for a person; `undefined` when it is mended. */
  readonly left: string | undefined;
}

/** What a repair did. */
export interface Repair {
  /** One for each finding, in their order. */
  readonly treatments: readonly Treatment[];
  /** Of the hours of gaps, and of hours that were replaced, each oldest first. */
  readonly receipts: readonly (Receipt | ReplaceReceipt)[];
  /** What killed runs had left behind and this repair removed. */
  readonly sweptLeftovers: number;
  /** What the catalog was told; `undefined` where there was nothing to tell. */
  readonly catalog?: MendedCatalog;
}

/** Findings that are left, and why. */
type Left = [Finding, string][];

const NEEDS_REPLACE = 'Nothing that is there is overwritten without --replace.';

/**
 * Mends what can be mended without loss: lands the hours of gaps, removes leftovers, tells the
 * catalog of hours that it misses, and lets it forget partitions that point nowhere. With `replace`
 * it also lands the generator's bytes in the place of corrupt and different objects, each only over
 * the very bytes that were examined. A foreign file is never touched.
 *
 * What fails is left, with the reason, and stops nothing else.
 */
export async function repair(input: RepairInput, options: RepairOptions = {}): Promise<Repair> {
  const { findings } = input.examination;
  const swept = await sweep(input.store, findings);
  // Before the gaps: the newest hour, which a run asks for the settings, may be one of them.
  const objects = await treatObjects(input, options);
  const gaps = await landGaps(input, findings.filter(isGap), options);
  const catalog = await treatCatalog(input, options, gaps.landed);
  const left = new Map([
    ...findings.flatMap((finding) => incurable(finding)),
    ...swept.left,
    ...objects.left,
    ...gaps.left,
    ...catalog.left,
  ]);
  return {
    treatments: findings.map((finding) => ({ finding, left: left.get(finding) })),
    receipts: [...gaps.receipts, ...objects.receipts],
    sweptLeftovers: swept.count,
    ...(catalog.mended === undefined ? {} : { catalog: catalog.mended }),
  };
}

/** What no repair touches. */
function incurable(finding: Finding): Left {
  switch (finding.kind) {
    case 'empty':
      return [
        [
          finding,
          'Nothing says which hours a lake without hours should have. Run "hourlake ingest".',
        ],
      ];
    case 'foreign':
      return [[finding, 'A foreign file is of somebody else. Move it out of the lake.']];
    case 'unreadable':
      return [
        [finding, 'Nothing is known of an object that cannot be read. Run the same command again.'],
      ];
    default:
      return [];
  }
}

async function sweep(
  store: Store,
  findings: readonly Finding[],
): Promise<{ count: number; left: Left }> {
  const leftovers = findings.filter(({ kind }) => kind === 'leftovers');
  if (leftovers.length === 0) return { count: 0, left: [] };
  try {
    return { count: await store.sweep(), left: [] };
  } catch (error) {
    return { count: 0, left: allLeft(leftovers, error) };
  }
}

async function treatObjects(
  input: RepairInput,
  { replace = false, ...options }: RepairOptions,
): Promise<{ receipts: ReplaceReceipt[]; left: Left }> {
  const objects = input.examination.findings.filter(isObject);
  if (!replace) {
    return { receipts: [], left: objects.map((finding) => [finding, NEEDS_REPLACE]) };
  }
  if (objects.length === 0) return { receipts: [], left: [] };
  try {
    await checkSettingsOfMost(input, input.examination);
    return await replaceObjects(input, objects, options);
  } catch (error) {
    return { receipts: [], left: allLeft(objects, error) };
  }
}

async function landGaps(
  { source, store, prefix, examination }: RepairInput,
  gaps: readonly GapFinding[],
  options: RepairOptions,
): Promise<{ receipts: readonly Receipt[]; landed: Hour[]; left: Left }> {
  if (gaps.length === 0) return { receipts: [], landed: [], left: [] };
  const wanted = gaps.flatMap(({ from, to }) => periodRange(from, addPeriods(to, 1)));
  try {
    // A run asks the newest hour alone, which may be the one that is out of place.
    const { otherSetting } = examination;
    if (otherSetting !== undefined) throw otherSettingError(store, otherSetting);
    const { receipts, notBegun } = await run({ source, store, prefix, wanted }, options);
    const reasons = new Map<Hour, string>([
      ...notBegun.map((hour) => [hour, ENDED] as const),
      ...receipts.flatMap((receipt) =>
        receipt.status === 'failed' ? [[receipt.hour, receipt.error.message] as const] : [],
      ),
    ]);
    const left = gaps.flatMap((gap): Left => {
      const hours = periodRange(gap.from, addPeriods(gap.to, 1));
      const first = hours.find((hour) => reasons.has(hour));
      return first === undefined ? [] : [[gap, reasons.get(first) ?? ENDED]];
    });
    const landed = receipts.filter(({ status }) => status !== 'failed').map(({ hour }) => hour);
    return { receipts, landed, left };
  } catch (error) {
    const odd = oddNewestHour(source, examination);
    const left: Left = odd === undefined ? allLeft(gaps, error) : gaps.map((gap) => [gap, odd]);
    return { receipts: [], landed: [], left };
  }
}

/** Why no run lands hours in a lake whose newest hour alone has other settings; `undefined` when it has not. */
function oddNewestHour(source: Source, { findings, sound }: Examination): string | undefined {
  const objects = findings.filter(isObject);
  const newest = [...sound, ...objects.map(({ hour }) => hour)].sort().at(-1);
  const { footer } = objects.find(({ hour }) => hour === newest) ?? {};
  const other = footer === undefined ? undefined : otherSettingOf(source, footer);
  if (other === undefined) return undefined;
  return `The newest hour, ${newest}, has another ${other.name} than most, and a run asks it for its settings. With --replace too it gives way first.`;
}

async function treatCatalog(
  input: RepairInput,
  { replace = false }: RepairOptions,
  landed: readonly Hour[],
): Promise<{ mended?: MendedCatalog; left: Left }> {
  const { catalog, examination } = input;
  const partitions = examination.findings.filter(isPartition);
  const isCurable = ({ kind }: PartitionFinding) => replace || kind !== 'misplaced-partition';
  const curable = partitions.filter(isCurable);
  const left = partitions
    .filter((finding) => !isCurable(finding))
    .map((finding): [Finding, string] => [finding, NEEDS_REPLACE]);
  if (catalog === undefined || curable.length + landed.length === 0) return { left };
  try {
    return { mended: await mendCatalog({ ...input, catalog }, curable, landed), left };
  } catch (error) {
    // A gap is mended when its hours can be queried.
    const gaps = landed.length === 0 ? [] : examination.findings.filter(isGap);
    return { left: [...left, ...allLeft([...curable, ...gaps], error)] };
  }
}

/** Leaves findings because of an error of ours; what is none is a defect, and thrown on. */
function allLeft(findings: readonly Finding[], error: unknown): Left {
  if (!(error instanceof HourlakeError)) throw error;
  return findings.map((finding) => [finding, error.message]);
}

function isGap(finding: Finding): finding is GapFinding {
  return finding.kind === 'gap';
}

function isObject(finding: Finding): finding is ObjectFinding {
  return finding.kind === 'corrupt' || finding.kind === 'different';
}

function isPartition(finding: Finding): finding is PartitionFinding {
  return 'partition' in finding;
}

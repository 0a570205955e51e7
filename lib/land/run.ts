import { setTimeout as realSleep } from 'node:timers/promises';
import pMap from 'p-map';
import type { Catalog, Registration } from '../catalog/catalog.ts';
import { CatalogError, HourlakeError, RunFailedError } from '../errors.ts';
import { takeInventory } from '../lake/inventory.ts';
import { objectKey } from '../lake/object-key.ts';
import type { Hour } from '../model/period.ts';
import type { Source } from '../model/source.ts';
import type { Store } from '../stores/store.ts';
import { checkSameSettings } from './check-same-settings.ts';
import { inThisThread, landHour } from './land-hour.ts';
import { type Plan, planRun } from './plan.ts';
import type { Receipt } from './receipt.ts';
import type { HourMaker } from './threads/hour-maker.ts';

/** What a run needs: where rows come from, where they go, which hours are wanted, and who is told. */
export interface RunInput {
  readonly source: Source;
  readonly store: Store;
  readonly prefix: string;
  readonly wanted: readonly Hour[];
  /** Told of every wanted hour that is in the lake. Default: nobody is. */
  readonly catalog?: Catalog;
}

/** How a run goes about it. */
export interface RunOptions {
  /** Hours in flight at once. Default: 4. */
  readonly concurrency?: number;
  /** How often an hour is tried when its error says that a later try may succeed. Default: 3. */
  readonly attempts?: number;
  /** Milliseconds before the second try; each further one waits twice as long. Default: 200. */
  readonly retryDelay?: number;
  /** Waits so many milliseconds before a further try. Default: by the clock. */
  readonly sleep?: (milliseconds: number) => Promise<unknown>;
  /** Opens what makes the files of so many hours; closed at the end. Default: this thread makes them. */
  readonly openMaker?: (hours: number) => HourMaker;
  /** Ends the run early: hours in flight land, no further one begins. */
  readonly signal?: AbortSignal;
  /** Told once, before the first hour. */
  readonly onPlan?: (plan: Plan) => void;
  /** Told of each hour as it is done, in the order in which that happens. */
  readonly onReceipt?: (receipt: Receipt) => void;
}

/** What a run did. */
export interface RunReport {
  /** One for each wanted hour that was reached, oldest first. */
  readonly receipts: readonly Receipt[];
  /** Hours that were not begun because the run was told to end. */
  readonly notBegun: readonly Hour[];
  /** What killed runs had left behind and this one removed. */
  readonly sweptLeftovers: number;
  /** What the catalog said, or why it could not be told; `undefined` where there is none. */
  readonly registration?: Registration | CatalogError;
}

const CONCURRENCY = 4;
const ATTEMPTS = 3;
const RETRY_DELAY = 200;

/** A message names the first so many hours that failed; the error and the receipts have all. */
const NAMED_HOURS = 24;

/**
 * One pass: plans the missing hours, lands each, tells the catalog. Run it again, or run two at once, and the lake
 * is the same. An hour that fails does not stop the others: its receipt says so.
 *
 * @throws StoreError when the store cannot be listed; InputError when the lake would span more
 *   hours than its values stay unique for, or was filled with other settings. Nothing has landed then.
 */
export async function run(input: RunInput, options: RunOptions = {}): Promise<RunReport> {
  const { source, store, prefix, wanted } = input;
  const {
    concurrency = CONCURRENCY,
    openMaker = () => inThisThread(source),
    signal,
    onPlan,
    onReceipt,
  } = options;
  const { landed } = await takeInventory(store, prefix);
  const plan = planRun(wanted, landed);
  if (plan.missing.length > 0) {
    checkSpan(source, landed, plan);
    await checkSameSettings(input, landed);
  }
  const sweptLeftovers = await store.sweep();
  onPlan?.(plan);

  const receipts: Receipt[] = plan.alreadyThere.map((hour) => ({
    hour,
    key: objectKey(prefix, hour),
    status: 'already-there',
  }));
  const notBegun: Hour[] = [];
  const maker = openMaker(plan.missing.length);
  await pMap(
    plan.missing,
    async (hour) => {
      if (signal?.aborted) {
        notBegun.push(hour);
        return;
      }
      const receipt = await landWithRetries({ ...input, maker }, hour, options);
      receipts.push(receipt);
      onReceipt?.(receipt);
    },
    { concurrency },
  ).finally(() => maker.close());
  receipts.sort((a, b) => (a.hour < b.hour ? -1 : 1));
  const report = { receipts, notBegun, sweptLeftovers };
  if (input.catalog === undefined) return report;
  return { ...report, registration: await tell(input.catalog, receipts) };
}

/**
 * The error of a run whose report has hours that failed, or whose catalog could not be told;
 * `undefined` when all is well.
 */
export function failureOf({
  receipts,
  registration,
}: RunReport): RunFailedError | CatalogError | undefined {
  const failed = receipts.filter((receipt) => receipt.status === 'failed');
  const first = failed[0];
  if (first === undefined) return registration instanceof CatalogError ? registration : undefined;
  const hours = failed.map(({ hour }) => hour);
  const more = hours.length > NAMED_HOURS ? ` and ${hours.length - NAMED_HOURS} more` : '';
  return new RunFailedError(
    {
      expected: `all ${receipts.length} hours to be in the lake`,
      got: `${failed.length} that failed: ${hours.slice(0, NAMED_HOURS).join(', ')}${more}`,
      advice: `${first.hour} said: ${first.error.message} What has landed stays; the same command lands what is missing.`,
    },
    { hours },
    { cause: first.error },
  );
}

/**
 * Tells the catalog of the hours that were there before as well: one that an earlier run landed and
 * did not live to tell of becomes queryable now.
 */
async function tell(
  catalog: Catalog,
  receipts: readonly Receipt[],
): Promise<Registration | CatalogError> {
  const inTheLake = receipts.filter(({ status }) => status !== 'failed');
  try {
    return await catalog.register(inTheLake.map(({ hour }) => hour));
  } catch (error) {
    // The receipts are worth as much as without: the error is thrown when they have been told.
    if (error instanceof CatalogError) return error;
    throw error;
  }
}

/** Asks the source whether one lake can have all that is there and all that is to come. */
function checkSpan(source: Source, landed: readonly Hour[], { missing }: Plan): void {
  const hours = [...landed, ...missing].sort();
  const [first, last] = [hours[0], hours.at(-1)];
  if (first !== undefined && last !== undefined) source.checkSpan(first, last);
}

async function landWithRetries(
  input: RunInput & { readonly maker: HourMaker },
  hour: Hour,
  { attempts = ATTEMPTS, retryDelay = RETRY_DELAY, sleep = realSleep }: RunOptions,
): Promise<Receipt> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await landHour(input, hour);
    } catch (error) {
      // What is none of our errors is a defect: it ends the run and shows its stack.
      if (!(error instanceof HourlakeError)) throw error;
      if (!error.retryable || attempt >= attempts) {
        return { hour, key: objectKey(input.prefix, hour), status: 'failed', error };
      }
      await sleep(retryDelay * 2 ** (attempt - 1));
    }
  }
}

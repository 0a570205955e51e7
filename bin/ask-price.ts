import { bytesText, priceText } from '../lib/capture/bigquery/query/price.ts';
import type { PeriodPrices } from '../lib/capture/bigquery/query/price-of-periods.ts';
import { InputError } from '../lib/errors.ts';
import type { TimedGrain } from '../lib/model/period.ts';
import type { Context } from './context.ts';
import { counted } from './terminal/numbers.ts';

/** What BigQuery reads for the missing periods of a job, and what that costs. */
export interface RangePrice {
  readonly job: string;
  /** The table that is read. */
  readonly table: string;
  readonly grain: TimedGrain;
  readonly prices: PeriodPrices;
  /** Most bytes that one period may be billed. */
  readonly mostBytes: number;
}

/** Where a person is asked, and answers. */
type Questions = Pick<Context, 'canAnswer' | 'input' | 'signal'> & {
  readonly progress: Pick<NodeJS.WritableStream, 'write'>;
};

/** How a person answers. */
export interface PriceOptions {
  /** Whether every price is fine. Default: a person is asked. */
  readonly yes?: boolean;
}

/**
 * Shows what a range costs before anything is read, and asks whether it is fine.
 *
 * @returns whether it is.
 * @throws InputError when there is nobody to ask.
 */
export async function agreeOnPrice(
  context: Questions,
  prices: readonly RangePrice[],
  { yes = false }: PriceOptions,
): Promise<boolean> {
  if (prices.length === 0) return true;
  for (const price of prices) context.progress.write(rangeText(price));
  if (yes) return true;
  if (!context.canAnswer) {
    throw new InputError({
      expected: '--yes, or a terminal to confirm the price on',
      got: 'neither',
      advice: 'Nothing was read. Add --yes, or name a shorter range.',
    });
  }
  context.progress.write('Read it? [y/N] ');
  return /^y(es)?$/i.test((await firstLine(context)).trim());
}

/** The whole, and the most expensive period. */
function rangeText(price: RangePrice): string {
  const { job, table, grain } = price;
  const { total, periods } = price.prices;
  const [dearest] = [...periods].sort((one, other) => other.price.bytes - one.price.bytes);
  const [first, last] = [periods[0]?.period, periods.at(-1)?.period];
  const range = first === last ? first : `${first} to ${last}`;
  const most =
    dearest === undefined || periods.length < 2
      ? ''
      : ` The most for one ${grain} is ${priceText(dearest.price)} (${dearest.period}).`;
  return `${job}: ${counted(periods.length, grain)} of ${table}, ${range}: ${priceText(total)}.${most}${aboveText(price)}\n`;
}

/** What is above the ceiling is not read. */
function aboveText({ grain, prices: { periods }, mostBytes }: RangePrice): string {
  const above = periods.filter(({ price }) => price.bytes > mostBytes).length;
  if (above === 0) return '';
  const verb = above === 1 ? 'is' : 'are';
  return ` ${counted(above, grain)} ${verb} above the ceiling of ${bytesText(mostBytes)} and will not be read; raise it with --most-bytes.`;
}

async function firstLine({ input, signal }: Questions): Promise<string> {
  let text = '';
  for await (const piece of input()) {
    text += typeof piece === 'string' ? piece : Buffer.from(piece).toString();
    if (text.includes('\n') || signal.aborted) break;
  }
  return text.split('\n', 1)[0] ?? '';
}

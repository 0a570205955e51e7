import { movimento } from '../jobs/movimento.ts';
import { addPeriods, parseHour } from '../lib/model/period.ts';
import type { Bench } from './bench.ts';
import { measureCommand } from './measured-command.ts';

const FROM = parseHour('2026-06-01T00');

/**
 * Fills a lake with movements and all that they refer to: 30 days have about 990,000 movements where a
 * card has 100 in a month, on 27,000 cards.
 *
 * @param lake a folder that does not exist yet
 */
export async function fillWithMovements(
  bench: Bench,
  lake: string,
  { days, perMonth }: { readonly days: number; readonly perMonth: number },
): Promise<void> {
  const settings = {
    'fake-accounts.accounts-per-hour': 100,
    'associado.share': 0.5,
    'movimento.movements-per-card': perMonth,
  };
  await measureCommand(bench, [
    ...['backfill', '--job', movimento.name, '--from', FROM, '--to', addPeriods(FROM, days * 24)],
    ...Object.entries(settings).flatMap(([name, value]) => ['--set', `${name}=${value}`]),
    ...['--lake', lake, '--json'],
  ]);
}

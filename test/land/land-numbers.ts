/**
 * Lands one period of a given size, or only computes its digest, and prints the size of its file and
 * the peak memory of the process, both in bytes.
 *
 *   node --import tsx test/land/land-numbers.ts <megabytes> <scratch folder> digest|<folder>|<endpoint>
 */
import { inThisThread, landPeriod } from '../../lib/land/land-period.ts';
import { randomStream } from '../../lib/model/keyed-random.ts';
import { parseHour } from '../../lib/model/period.ts';
import type { Source } from '../../lib/model/source.ts';
import { folderStore } from '../../lib/stores/folder-store.ts';
import { s3Store } from '../../lib/stores/s3-store.ts';
import { noInputs } from '../generate/accounts/some-accounts.ts';
import { tableOf } from '../parquet/table-of.ts';
import { QUICK } from '../stores/s3-server.ts';
import { fakeAccounts } from './fake-accounts.ts';

const [megabytes = '', scratch, target = ''] = process.argv.slice(2);
const HOUR = parseHour('2026-11-20T13');

/** A row group of one megabyte, which SNAPPY cannot make smaller. */
const ROWS = 131_072;

const numbers = randomStream('numbers', 'x');
const group = Float64Array.from({ length: ROWS }, (_, row) => 1 / (1 + numbers.uint32(row)));

const source: Source = {
  table: tableOf({ x: 'double' }, { statistics: false }),
  grain: 'hour',
  facts: {},
  *batches() {
    for (let batch = 0; batch < Number(megabytes); batch += 1) yield { x: group.slice() };
  },
};

const maker = inThisThread(source, noInputs, { scratch });
const size =
  target === 'digest'
    ? (await maker.digestOf(HOUR)).size
    : (await landPeriod({ job: fakeAccounts, store: storeAt(target), maker }, HOUR)).bytes;
await maker.close();
console.log(JSON.stringify({ size, peak: process.resourceUsage().maxRSS * 1024 }));

function storeAt(place: string) {
  if (!place.startsWith('http:')) return folderStore(place);
  const client = { ...QUICK, idleTimeoutMs: 60_000, endpoint: place };
  return s3Store({ bucket: 'lake', pathStyle: true, client });
}

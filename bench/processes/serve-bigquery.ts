import { openPypiBigQuery } from '../../lib/generate/pypi/pypi-stand-in.ts';
import { periodEnd } from '../../lib/model/period.ts';
import { lastDayOfDownloads } from '../day-of-downloads.ts';

// Stands in for BigQuery on loopback: `serve-bigquery <settings, as JSON>`. Prints its origin, and exits when
// its input ends. In a process of its own, so that its CPU time is not counted.

const { seed, downloads } = JSON.parse(process.argv[2] ?? '{}');
const { origin } = await openPypiBigQuery({
  day: lastDayOfDownloads,
  now: () => periodEnd(lastDayOfDownloads),
  seed,
  downloads,
});
process.stdout.write(`${origin}\n`);
process.stdin.resume().once('end', () => process.exit());

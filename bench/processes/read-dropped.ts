import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { sourceKinds } from '../../jobs/source-kinds.ts';
import { vendas } from '../../jobs/vendas.ts';
import { capturedFile, captureRecordBytes } from '../../lib/lake/capture-record.ts';
import { sha256 } from '../../lib/lake/sha256.ts';
import { openJob } from '../../lib/land/open-job.ts';
import { type Day, parsePeriod } from '../../lib/model/period.ts';
import { encodeParquet } from '../../lib/parquet/encode-parquet.ts';

// Parses a dropped file, checks its rows and encodes them as Parquet, and drops the bytes:
// `read-dropped <file>`. In a new process each time, as files are taken in.

const [, , file = ''] = process.argv;
const bytes = readFileSync(file);
const [digest, name] = [sha256(bytes), basename(file)];
const captured = parsePeriod('2026-11-20') as Day;
const record = captureRecordBytes({
  job: vendas.name,
  name,
  sha256: digest,
  bytes: bytes.length,
  captured,
});
const configured = { job: vendas, settings: {}, since: undefined, inputs: [] };
const { source } = openJob(configured, sourceKinds);

const [started, before] = [performance.now(), process.cpuUsage()];
const rowsOf = source.batches(capturedFile(digest), async ({ part }) =>
  part === 'record' ? record : bytes,
);
let written = 0;
const { rows } = await encodeParquet(source.table, rowsOf, async (piece) => {
  written += piece.length;
});
const { user, system } = process.cpuUsage(before);
const wall = performance.now() - started;
process.stdout.write(JSON.stringify({ rows, bytes: written, wall, cpu: (user + system) / 1000 }));

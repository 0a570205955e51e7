import { mockModel } from '../../lib/generate/mock/mock-model.ts';
import { mockSettings } from '../../lib/generate/mock/mock-settings.ts';
import { mockLines } from '../../lib/generate/mock/rows/mock-lines.ts';
import { fixedTime, ONLY_PERIOD } from '../../lib/generate/mock/rows/mock-time.ts';
import { exactCounts } from '../../lib/generate/mock/rows/row-counts.ts';
import { completeSettings } from '../../lib/model/settings.ts';
import { jsonTables } from '../../lib/schemas/schema-file.ts';

/** Makes mock rows for a schema as NDJSON in UTF-8, and drops the bytes. Returns their number. */
export function mockRows(schema: unknown, rows: number): number {
  const [table] = mockModel(jsonTables(schema, { name: 'bench', from: 'the schema' }), {
    ...completeSettings(mockSettings, {}, { owner: 'bench' }),
    time: fixedTime,
    counts: exactCounts(ONLY_PERIOD, () => rows),
  });
  if (table === undefined) throw new Error('Expected a table.');
  let written = 0;
  for (const { bytes } of mockLines(table, ONLY_PERIOD)) written += bytes.length;
  return written;
}

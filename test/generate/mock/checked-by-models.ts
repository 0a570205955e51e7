import { mockLines } from '../../../lib/generate/mock/mock-lines.ts';
import type { MockTable } from '../../../lib/generate/mock/mock-table.ts';
import { ONLY_PERIOD } from '../../../lib/generate/mock/mock-time.ts';
import { compiled, problemsOf } from '../../schemas/compiled-models.ts';

/**
 * What zod models of the tables refuse of their rows, as `table: path of the field`. The models are
 * compiled by TypeScript first, under the strictest settings.
 */
export async function refusedByModels(tables: readonly MockTable[]): Promise<readonly string[]> {
  const models = await compiled(tables.map(({ schema }) => schema));
  const schemas = Object.values(models);
  const refused = new Set<string>();
  for (const [place, table] of tables.entries()) {
    for (const { text } of mockLines(table, ONLY_PERIOD)) {
      for (const line of text.trimEnd().split('\n')) {
        const problems = problemsOf(schemas[place], JSON.parse(line));
        for (const problem of problems) refused.add(`${table.schema.name}: ${problem}`);
      }
    }
  }
  return [...refused];
}

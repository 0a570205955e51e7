import type { MockTable } from '../../../lib/generate/mock/mock-table.ts';
import { mockLines } from '../../../lib/generate/mock/rows/mock-lines.ts';
import { ONLY_PERIOD } from '../../../lib/generate/mock/rows/mock-time.ts';
import { typeName } from '../../../lib/schemas/model-names.ts';
import { compiled, problemsOf } from '../../schemas/compiled-models.ts';

const decoder = new TextDecoder();

/**
 * What zod models of the tables refuse of their rows, as `table: path of the field`. The models are
 * compiled by TypeScript first, under the strictest settings.
 */
export async function refusedByModels(tables: readonly MockTable[]): Promise<readonly string[]> {
  const models = await compiled(tables.map(({ schema }) => schema));
  const refused = new Set<string>();
  for (const table of tables) {
    const type = typeName(table.schema.name);
    const model = models[`${type.charAt(0).toLowerCase()}${type.slice(1)}Schema`];
    for (const { bytes } of mockLines(table, ONLY_PERIOD)) {
      for (const line of decoder.decode(bytes).trimEnd().split('\n')) {
        const problems = problemsOf(model, JSON.parse(line));
        for (const problem of problems) refused.add(`${table.schema.name}: ${problem}`);
      }
    }
  }
  return [...refused];
}

import { generatedWorkbooks } from '../lib/generate/sales/generated-workbooks.ts';
import type { InputGenerator } from '../lib/model/input-generator.ts';

/** What generates input for a job that captures, by the name of the job. */
export const inputGenerators: ReadonlyMap<string, InputGenerator> = new Map<string, InputGenerator>(
  [['vendas', generatedWorkbooks]],
);

import { App } from 'aws-cdk-lib';
import { jobs } from '../jobs/index.ts';
import { checkJobsOfQueries, readSavedQueries } from '../lib/engines/saved-query.ts';
import { HourlakeError } from '../lib/errors.ts';
import { printableLines } from '../lib/printable.ts';
import { LakeStack } from '../lib/stack/lake-stack.ts';
import { settingsFromContext } from '../lib/stack/settings-from-context.ts';

const app = new App();

try {
  const { stackName, settings } = settingsFromContext(app.node.getAllContext(), { jobs });
  const queries = await readSavedQueries(new URL('../queries/', import.meta.url));
  checkJobsOfQueries(queries, jobs);
  new LakeStack(app, stackName, { ...settings, queries });
} catch (error) {
  if (!(error instanceof HourlakeError)) throw error;
  console.error(printableLines(error.message));
  process.exit(1);
}

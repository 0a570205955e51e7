import { mockJob } from '../lib/generate/mock/job/mock-job.ts';
import schema from './schemas/mock.json' with { type: 'json' };

/** About 100 orders an hour for the schema of a table: change the file, or name another one. */
export const mock = mockJob({ name: 'mock', schema, rows: 100 });

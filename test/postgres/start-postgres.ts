import type { TestProject } from 'vitest/node';
import { startAServer } from './a-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Port of the PostgreSQL server that all files share. */
    postgresPort: number;
  }
}

/** Starts one server for all files. Each test makes its own databases. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startAServer();
  project.provide('postgresPort', server.port);
  return () => server.close();
}

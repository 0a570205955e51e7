import type { TestProject } from 'vitest/node';
import { startEmulator } from './emulator.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the emulator that all files share listens: `http://127.0.0.1:12345`. */
    awsEndpoint: string;
  }
}

/** One emulator for all files: each makes buckets and databases of its own in it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const emulator = await startEmulator();
  project.provide('awsEndpoint', emulator.endpoint);
  return emulator.stop;
}

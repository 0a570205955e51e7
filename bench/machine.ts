import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os';

/** What a run of the benchmark ran on. */
export interface Machine {
  /** Cores that the process may use. */
  readonly cores: number;
  readonly processor: string;
  readonly memoryBytes: number;
  readonly system: string;
  /** Processes that wanted a core in the minute before the run (load average). */
  readonly busyBefore: number;
  /** By name: Node, packages. */
  readonly versions: Readonly<Record<string, string>>;
}

/** Packages that a measurement depends on. */
const packages = ['@faker-js/faker', 'parquetjs-lite', '@duckdb/node-api'];

/** The machine of this moment. */
export function machine(): Machine {
  const versions = packages.map((name) => [name, versionOf(name)]);
  return {
    cores: availableParallelism(),
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    memoryBytes: totalmem(),
    system: `${type()} ${/^[\d.]*\d/.exec(release())?.[0]} ${process.arch}`,
    busyBefore: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    versions: { Node: process.versions.node, ...Object.fromEntries(versions) },
  };
}

function versionOf(name: string): string {
  return JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version;
}

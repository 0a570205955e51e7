import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os';

/** The machine of a run. */
export interface Machine {
  /** Cores available to the process. */
  readonly cores: number;
  readonly processor: string;
  readonly memoryBytes: number;
  readonly system: string;
  /** Load average of the minute before the run. */
  readonly busyBefore: number;
  /** Versions of Node and of packages, by name. */
  readonly versions: Readonly<Record<string, string>>;
}

/** Packages that affect the measurements. */
const packages = ['@faker-js/faker', 'parquetjs-lite', 'snappy', '@duckdb/node-api'];

/** Describes this machine. */
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

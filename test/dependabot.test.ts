import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

/** What is left alone of a package. */
interface Ignored {
  readonly 'dependency-name': string;
  readonly 'update-types'?: readonly string[];
  readonly versions?: readonly string[];
}

/** How the packages of one kind are kept up to date. */
interface Update {
  readonly 'package-ecosystem': string;
  readonly directory: string;
  readonly schedule: { readonly interval: string; readonly time: string };
  readonly groups: Readonly<Record<string, { readonly patterns?: readonly string[] }>>;
  readonly ignore?: readonly Ignored[];
}

const ALL_TYPES = ['major', 'minor', 'patch'].map((part) => `version-update:semver-${part}`);

const text = readFileSync('.github/dependabot.yml', 'utf8');
const { version, updates }: { version: number; updates: readonly Update[] } = parse(text);
const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const ofDashboard = JSON.parse(readFileSync('dashboard/package.json', 'utf8'));
const packages: Readonly<Record<string, string>> = {
  ...ofDashboard.dependencies,
  ...manifest.dependencies,
  ...manifest.peerDependencies,
  ...manifest.devDependencies,
};
const ignored = new Map(
  updates
    .find((update) => update['package-ecosystem'] === 'npm')
    ?.ignore?.map((rule) => [rule['dependency-name'], rule]),
);

describe('Dependabot', () => {
  it('looks after packages and actions once a week, in groups, off minute 0', () => {
    expect(version).toBe(2);
    expect(updates.map((update) => [update['package-ecosystem'], update.directory])).toEqual([
      ['npm', '/'],
      ['npm', '/dashboard'],
      ['pip', '/dbt'],
      ['github-actions', '/'],
    ]);
    for (const { schedule, groups } of updates) {
      expect(schedule.interval).toBe('weekly');
      expect(schedule.time).toMatch(/:(?!00)\d\d$/);
      expect(Object.keys(groups).length).toBeGreaterThan(0);
    }
  });

  it.each(['@faker-js/faker', 'parquetjs-lite', 'snappy', '@duckdb/node-api'])(
    'leaves %s alone, which is pinned exactly, but for fixes of vulnerabilities',
    (name) => {
      expect(packages[name]).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
      expect(ignored.get(name)).toEqual({ 'dependency-name': name, 'update-types': ALL_TYPES });
    },
  );

  it('leaves the DuckDB of the dashboard to that of the checkout', () => {
    const { ignore } = updates.find(({ directory }) => directory === '/dashboard') ?? {};

    expect(ignore).toEqual([{ 'dependency-name': '@duckdb/node-api', 'update-types': ALL_TYPES }]);
  });

  it('takes aws-cdk from the line that it is pinned to alone', () => {
    expect(packages['aws-cdk']).toMatch(/^2\.\d+\.\d+$/);
    expect(ignored.get('aws-cdk')?.versions).toEqual(['>=3.0.0']);
  });

  it('has rules for packages that there are alone', () => {
    const named = updates.flatMap(({ groups }) =>
      Object.values(groups).flatMap(({ patterns = [] }) => patterns),
    );
    const known = (pattern: string) =>
      Object.keys(packages).some((name) =>
        pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern,
      );

    expect([...named, ...ignored.keys()].filter((name) => !known(name))).toEqual([]);
  });

  it('is asked without the aliases of YAML, which it does not take', () => {
    expect(text).not.toMatch(/:\s+[&*]\w/);
  });
});

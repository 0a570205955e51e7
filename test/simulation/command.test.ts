import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { apiBreakages } from '../../simulation/broken/api-breakages.ts';
import { breakages } from '../../simulation/broken/breakages.ts';
import { inboxBreakages } from '../../simulation/broken/inbox-breakages.ts';
import { apiSightings, inboxSightings, sightings } from '../../simulation/check/sightings.ts';
import { document, withReport } from '../../simulation/document.ts';
import { apiFaults, faults } from '../../simulation/faults.ts';
import { apiWorlds, inboxWorlds, lakeWorlds } from '../../simulation/kinds-of-worlds.ts';
import { readReport } from '../../simulation/report.ts';

describe('npm run simulate', () => {
  it('tells what went wrong and what came of it', () => {
    const { status, stdout, stderr } = command(['--seeds', '3', '--from', '11']);

    expect([status, stdout]).toEqual([0, expect.stringMatching(/\| violations +\| +0 \|/)]);
    expect(stdout).toContain('Repeat this with: npm run simulate -- --from 11 --seeds 3');
    for (const fault of Object.keys(faults)) expect(stdout).toContain(`| ${fault} `);
    expect(stderr).toContain('3 of 3 seeds');
  });

  it('shows a broken promise with its last events, and how to replay it, and fails', () => {
    const { status, stdout } = command(['--seeds', '1', '--broken', 'tells the catalog']);

    expect(status).toBe(1);
    expect(stdout).toContain('GetTable');
    expect(stdout).toMatch(
      /VIOLATION in the world of seed 1: the catalog was told of a period that is not there: s3:.*\nReplay it with: npm run simulate -- --seed 1 --trace --broken 'tells the catalog'\n/,
    );
  });

  it('simulates worlds with an inbox', () => {
    const { status, stdout } = command(['--inbox', '--seeds', '3', '--from', '11']);

    expect([status, stdout]).toEqual([0, expect.stringMatching(/\| violations +\| +0 \|/)]);
    expect(stdout).toContain('Repeat this with: npm run simulate -- --inbox --from 11 --seeds 3');
    for (const seen of Object.values(inboxSightings)) expect(stdout).toContain(`| ${seen} `);
  });

  it('simulates worlds with an API', () => {
    const { status, stdout } = command(['--api', '--seeds', '3', '--from', '11']);

    expect([status, stdout]).toEqual([0, expect.stringMatching(/\| violations +\| +0 \|/)]);
    expect(stdout).toContain('Repeat this with: npm run simulate -- --api --from 11 --seeds 3');
    for (const fault of Object.keys(apiFaults)) expect(stdout).toContain(`| ${fault} `);
    for (const seen of Object.values(apiSightings)) expect(stdout).toContain(`| ${seen} `);
  });

  it('replays a world, and tells everything that happens in it', () => {
    const { stdout } = command(['--seed', '2', '--trace']);

    expect(stdout).toMatch(/^2026-01-\S+Z \S+ begins on machine \d/);
    expect(stdout).toMatch(
      / quiet ends: well\n.+ doctor LIST .+\nseed 2: \d+ periods landed by \d+ runs/s,
    );
  });
});

describe('npm run simulate, wrongly typed,', () => {
  it.each([
    [
      ['--seeds', '1e3'],
      /^Expected a whole number from 1 to 999999999, got "1e3"\. Pass, .+ --seeds 500\.\n$/,
    ],
    [['--seed', '0'], /^Expected a whole number .+ got "0"/],
    [
      ['--broken', 'nothing'],
      /^Expected part of the name of a defect, got "nothing"\. The defects are:\n/,
    ],
    [['--sead', '7'], /^Unknown option '--sead'/],
  ])('says so: %j', (options, message) => {
    const { status, stdout, stderr } = command(options);

    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain('    at ');
  });
});

describe('docs/reliability.md', () => {
  it('shows the last report', () => {
    const text = readFileSync(document, 'utf8');

    for (const kind of [lakeWorlds, inboxWorlds, apiWorlds]) {
      expect(withReport(text, readReport(kind), kind)).toBe(text);
    }
  });

  it('shows at least 5,000 worlds without a violation, with every fault and every defect', () => {
    const report = readReport(lakeWorlds);

    expect(report.seeds).toBeGreaterThanOrEqual(5_000);
    expect(report.violations).toEqual([]);
    expect(Object.keys(report.faults).sort()).toEqual(Object.keys(faults).sort());
    expect(Object.keys(report.sightings).sort()).toEqual(Object.keys(sightings).sort());
    expect(report.caught.map(({ name }) => name)).toEqual(breakages.map(({ name }) => name));
  });

  it('shows at least 1,000 worlds with an inbox without a violation, and every defect of one', () => {
    const report = readReport(inboxWorlds);

    expect(report.seeds).toBeGreaterThanOrEqual(1_000);
    expect(report.violations).toEqual([]);
    expect(report.singleFaults).toBeGreaterThan(1_000);
    expect(Object.keys(report.sightings)).toEqual(
      expect.arrayContaining(Object.keys(inboxSightings)),
    );
    expect(report.caught.map(({ name }) => name)).toEqual(inboxBreakages.map(({ name }) => name));
  });

  it('shows at least 1,000 worlds with an API without a violation, and every fault and defect of one', () => {
    const report = readReport(apiWorlds);

    expect(report.seeds).toBeGreaterThanOrEqual(1_000);
    expect(report.violations).toEqual([]);
    expect(report.singleFaults).toBeGreaterThan(300);
    expect(Object.keys(report.faults)).toEqual(expect.arrayContaining(Object.keys(apiFaults)));
    expect(Object.keys(report.sightings)).toEqual(
      expect.arrayContaining(Object.keys(apiSightings)),
    );
    expect(report.caught.map(({ name }) => name)).toEqual(apiBreakages.map(({ name }) => name));
  });
});

function command(options: readonly string[]) {
  return spawnSync(process.execPath, ['--import', 'tsx', 'simulation/run.ts', ...options], {
    encoding: 'utf8',
    maxBuffer: 100 * 1024 * 1024,
  });
}

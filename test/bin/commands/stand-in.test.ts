import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { digestsOf, hourlake, type Started, startHourlake } from '../../run-hourlake.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const started: Started[] = [];

afterEach(async () => {
  for (const { child, ended } of started.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
});

describe('hourlake stand-in', () => {
  it('prints how both jobs are captured from it, twice without another row, and ends with Ctrl-C', async () => {
    const cwd = await temporaryFolder();
    const lake = join(cwd, 'lake');
    const port = await freePort();
    const { child, ended } = await standIn('--port', String(port), '--day', '2026-11-20');
    const said = await firstOutput(child.stdout);

    const [, jobs = ''] = /^ {2}npx hourlake ingest (.*)$/m.exec(said) ?? [];
    const options = { lake, env: variablesIn(said) };
    const first = await hourlake(['ingest', ...jobs.split(' ')], options);
    const digests = await digestsOf(lake);
    const second = await hourlake(['ingest', ...jobs.split(' ')], options);
    child.kill('SIGINT');

    expect(readFileSync('docs/podcasts.md', 'utf8')).toContain(
      `\`\`\`text\n${said.replaceAll(String(port), '4700')}\`\`\``,
    );
    expect(jobs).toBe('--job podcasts --job data-hackers-episodes');
    expect([first.code, second.code], first.stderr).toEqual([0, 0]);
    expect(first.stdout).toMatch(/^podcasts in .*: 1 day landed \(50 rows, /m);
    expect(first.stdout).toMatch(/^data-hackers-episodes in .*: 1 day landed \(301 rows, /m);
    expect(second.stdout).toMatch(/^podcasts in .*: 0 days landed .*, 1 already there\./m);
    expect(await digestsOf(lake)).toEqual(digests);
    expect(await ended).toMatchObject({ code: 0, stderr: '' });
  });

  it('is as of the last day that is over, and then needs no other time', async () => {
    const { child } = await standIn('--port', String(await freePort()));

    const said = await firstOutput(child.stdout);

    expect(said).toMatch(
      /^https:\/\/accounts\.spotify\.com and https:\/\/api\.spotify\.com as of 2026-11-19, /,
    );
    expect(Object.keys(variablesIn(said))).toEqual([
      'SPOTIFY_CLIENT_ID',
      'SPOTIFY_CLIENT_SECRET',
      'HOURLAKE_ORIGINS',
    ]);
  });

  it('says that its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');

    const run = await hourlake([
      'stand-in',
      '--job',
      'podcasts',
      '--port',
      portOf(other.address()),
    ]);

    other.close();
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(/^Expected to listen on port \d+ of 127\.0\.0\.1, got .*EADDRINUSE/);
  });

  it.each([
    [['--job', 'podcast'], 'got "podcast". Did you mean "podcasts"?'],
    [
      ['--job', 'vendas'],
      'Pass --job podcasts or --job data-hackers-episodes or --job pypi-downloads.',
    ],
    [['--job', 'podcasts', '--day', '2026-02-30'], 'got "2026-02-30". February 2026 has 28 days.'],
    [['--job', 'podcasts', '--day', '2026-11'], 'Write year-month-day.'],
    [['--job', 'podcasts', '--port', '65536'], '--port to be a whole number from 1 to 65535'],
    [[], '--job'],
  ])('refuses %j', async (args, message) => {
    const run = await hourlake(['stand-in', ...args]);

    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain(message);
  });
});

async function standIn(...args: readonly string[]): Promise<Started> {
  const process = await startHourlake(['stand-in', '--job', 'podcasts', ...args]);
  started.push(process);
  return process;
}

/** What a process says before it waits. */
async function firstOutput(stream: NodeJS.ReadableStream | null): Promise<string> {
  let said = '';
  for await (const [piece] of stream === null ? [] : pieces(stream)) {
    said += piece;
    if (said.includes('npx hourlake ingest')) break;
  }
  return said;
}

async function* pieces(stream: NodeJS.ReadableStream): AsyncGenerator<unknown[]> {
  while (true) yield await once(stream, 'data');
}

/** The variables of the lines `export NAME=value`. */
function variablesIn(said: string): Record<string, string> {
  return Object.fromEntries(
    [...said.matchAll(/^ {2}export (\w+)='?(.*?)'?$/gm)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = Number(portOf(server.address()));
  server.close();
  await once(server, 'close');
  return port;
}

function portOf(address: ReturnType<ReturnType<typeof createServer>['address']>): string {
  return typeof address === 'object' && address !== null ? String(address.port) : '';
}

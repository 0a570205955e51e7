import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { plainEnvironment } from '../run-hourlake.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const MB = 1_000_000;
const REFUSAL = '<Error><Code>PreconditionFailed</Code><Message>No.</Message></Error>';

/** Megabytes of Parquet. */
const SMALL = 10;
const LARGE = 130;

/** When the engine collects garbage is its own choice. In bytes: half of what the larger file has more. */
const TOLERANCE = 60 * MB;

describe('the memory of a process that makes a period', () => {
  it.each(['digest', 'folder', 'bucket'])(
    'does not grow with its rows, on the way to: %s',
    async (target) => {
      const [small, large] = [await measured(SMALL, target), await measured(LARGE, target)];

      console.info(
        `${target}: ${small.peak / MB} MB of memory for ${SMALL} MB, ${large.peak / MB} for ${LARGE}`,
      );
      expect(large.size).toBeGreaterThan(small.size + (LARGE - SMALL) * MB);
      expect(large.peak).toBeLessThan(small.peak + TOLERANCE);
    },
  );
});

async function measured(
  megabytes: number,
  target: string,
): Promise<{ readonly size: number; readonly peak: number }> {
  const folder = await temporaryFolder();
  const place = target === 'folder' ? join(folder, 'lake') : target;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      ...['--import', 'tsx', 'test/land/land-numbers.ts', String(megabytes)],
      join(folder, 'scratch'),
      target === 'bucket' ? await bucket() : place,
    ],
    { env: plainEnvironment() },
  );
  return JSON.parse(stdout);
}

/** A server that takes an object, keeps nothing of it, and refuses it the second time. */
async function bucket(): Promise<string> {
  let puts = 0;
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      puts += 1;
      if (puts === 1) response.writeHead(200, { etag: '"e"' }).end();
      else response.writeHead(412).end(REFUSAL);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

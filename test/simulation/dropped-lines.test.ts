import { describe, expect, it } from 'vitest';
import { capturedFile, captureRecordBytes } from '../../lib/lake/capture-record.ts';
import { sha256 } from '../../lib/lake/sha256.ts';
import { rowCount, valueAt } from '../../lib/model/batch.ts';
import { type Day, parsePeriod } from '../../lib/model/period.ts';
import type { InputObject } from '../../lib/model/source.ts';
import { first, sourceOf } from '../../simulation/deployments.ts';
import { textOf } from '../../simulation/inbox-scenario.ts';
import { droppedLines, problemOf, rejectedLines } from '../../simulation/jobs/dropped-lines.ts';

describe('the jobs of dropped lines', () => {
  it('have every line of a file once, as a row or as a reject, with its number', async () => {
    const numbers = Array.from({ length: 24 }, (_, number) => number);
    for (const text of numbers.map(textOf)) {
      const rows = [...(await rowsOf(droppedLines, text)), ...(await rowsOf(rejectedLines, text))];

      const sorted = rows.sort(([one], [other]) => one - other);
      expect(sorted.map(([number]) => number)).toEqual(sorted.map((_, index) => index + 1));
      expect(sorted.map(([, line]) => `${line}\n`).join('')).toBe(text);
    }
  });

  it('refuse what is bad, too large or not complete', () => {
    const problem = (name: string, text: string) => problemOf({ name, bytes: Buffer.from(text) });

    expect(problem('a.txt', 'bad\none\n')).toBe('bad');
    expect(problem('a.txt', textOf(3))).toBe('too large');
    expect(problem('d.book', 'one\n')).toBe('not complete');
    expect(problem('d.book', 'one\nend\n')).toBeUndefined();
  });
});

/** The rows of a job for a file: number and text of each line. */
async function rowsOf(job: typeof droppedLines, text: string): Promise<[number, string][]> {
  const bytes = Buffer.from(text);
  const digest = sha256(bytes);
  const record = captureRecordBytes({
    job: droppedLines.name,
    name: 'a.txt',
    sha256: digest,
    bytes: bytes.length,
    // The text of a day.
    captured: parsePeriod('2026-01-05') as Day,
  });
  const read = async ({ part }: InputObject) => (part === 'record' ? record : bytes);
  const rows: [number, string][] = [];
  const source = sourceOf(first, job, () => ({}));
  for await (const batch of source.batches(capturedFile(digest), read)) {
    for (let row = 0; row < rowCount(job.table, batch); row += 1) {
      rows.push([Number(valueAt(batch.linha, row)), String(valueAt(batch.texto, row))]);
    }
  }
  return rows;
}

import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { showExport } from '../../../bin/terminal/export-progress.ts';

describe('the progress of an export', () => {
  it('is one line that is drawn over on a terminal, no wider than that, and cleared', () => {
    const stream = Object.assign(new PassThrough(), { isTTY: true, columns: 24 });
    const progress = showExport(stream, 'downloads');

    progress.update({ step: 'reading', done: 0, of: 0 });
    progress.update({ step: 'writing', done: 3, of: 1200 });
    progress.stop();

    expect(String(stream.read())).toBe(
      '\r\x1b[Kdownloads: reading rows\r\x1b[Kdownloads: writing 3 of \r\x1b[K',
    );
  });

  it('is nothing elsewhere', () => {
    const stream = new PassThrough();
    const progress = showExport(stream, 'downloads');

    progress.update({ step: 'storing', done: 1, of: 1 });
    progress.stop();

    expect(stream.read()).toBeNull();
  });
});

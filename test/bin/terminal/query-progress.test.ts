import { describe, expect, it } from 'vitest';
import { showQueryProgress } from '../../../bin/terminal/query-progress.ts';

describe('the progress of a query', () => {
  it('is one line of a terminal, which the result finds cleared', () => {
    const { stream, written } = aStream({ isTTY: true });
    const progress = showQueryProgress(stream, 'top-cities');

    progress.update({ state: 'queued', scannedBytes: 0, milliseconds: 0 });
    progress.update({ state: 'running', scannedBytes: 1_500_000, milliseconds: 2100 });
    progress.done({ scannedBytes: 1_500_000 });
    progress.stop();

    expect(written.join('').split('\r\x1b[K')).toEqual([
      '',
      'top-cities: queued, 0.0 s, 0 B scanned',
      'top-cities: running, 2.1 s, 1.5 MB scanned',
      'top-cities: 1.5 MB scanned\n',
    ]);
  });

  it('is silent elsewhere, except for what the query cost and the notice', () => {
    const { stream, written } = aStream({ isTTY: false });
    const progress = showQueryProgress(stream, 'top-cities');

    progress.update({ state: 'running', scannedBytes: 1, milliseconds: 1 });
    progress.done({ scannedBytes: 12, notice: 'An older text was run.' });
    progress.stop();

    expect(written).toEqual(['top-cities: 12 B scanned\n', 'An older text was run.\n']);
  });

  it('is silent about an engine that does not bill by bytes', () => {
    const { stream, written } = aStream({ isTTY: true });
    const progress = showQueryProgress(stream, 'top-cities');

    progress.done({});
    progress.stop();

    expect(written).toEqual([]);
  });
});

function aStream({ isTTY }: { isTTY: boolean }) {
  const written: string[] = [];
  const stream = { isTTY, write: (text: string) => written.push(text) > 0 };
  return { stream: stream as unknown as NodeJS.WriteStream, written };
}

import type { spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { openFile } from '../../bin/open-file.ts';

/** A stand-in for `spawn` that starts nothing, and what it was asked for. */
function starting(event: 'spawn' | 'error') {
  const asked: unknown[] = [];
  const start = (program: string, words: readonly string[]) => {
    asked.push([program, ...words]);
    const child = Object.assign(new EventEmitter(), { unref: () => {} });
    queueMicrotask(() => child.emit(event, new Error('ENOENT')));
    return child;
  };
  return { asked, start: start as unknown as typeof spawn };
}

describe('opening a file', () => {
  it.each([
    ['darwin', ['open', '/a b.html']],
    ['linux', ['xdg-open', '/a b.html']],
    ['freebsd', ['xdg-open', '/a b.html']],
    ['win32', ['rundll32', 'url.dll,FileProtocolHandler', '/a b.html']],
  ])('starts the program of %s', async (platform, expected) => {
    const { asked, start } = starting('spawn');

    await openFile('/a b.html', platform, start);

    expect(asked).toEqual([expected]);
  });

  it('says that the file is there where that program is missing', async () => {
    const { start } = starting('error');

    await expect(openFile('/a.html', 'linux', start)).rejects.toThrow(
      'Could not open /a.html with xdg-open: ENOENT. The file is there: open it in a browser.',
    );
  });
});

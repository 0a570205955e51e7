import { open } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { unexpectedMessage } from '../../../bin/report/unexpected-error.ts';

describe('unexpectedMessage', () => {
  it.each(['EMFILE', 'ENFILE'])('says to raise the limit of open files for %s', (code) => {
    const error = Object.assign(new Error(`${code}: too many open files, open 'x'`), { code });

    expect(unexpectedMessage(error)).toBe(
      `Hourlake needs to open more files at once than the system allows (${code}). Raise the limit, for example with "ulimit -n 1024", and run the command again.`,
    );
  });

  it('says to install what is missing', async () => {
    const missing = './no-such-module.ts';
    const error = Object.assign(new Error(`Cannot find module '${missing}'`), {
      code: 'ERR_MODULE_NOT_FOUND',
    });

    expect(unexpectedMessage(error)).toContain(`Cannot find module '${missing}'. Install it again`);
  });

  it('asks to report every other error, on printable lines', async () => {
    const error = await open('no-such-folder/\u001b[31m').catch((thrown: unknown) => thrown);

    expect(unexpectedMessage(error)).toMatch(
      /^Unexpected: ENOENT: .+no-such-folder\/\\u001b\[31m.*\. Please report it, with what --debug prints\.$/,
    );
    expect(unexpectedMessage('words')).toContain('Unexpected: words.');
    expect(unexpectedMessage(undefined)).toContain('Unexpected: undefined.');
  });
});

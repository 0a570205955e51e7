import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where Debian, Ubuntu and the machines of GitHub have a Chromium. */
const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
];

/**
 * Opens a Chromium that reaches no other machine: every name of a host fails to resolve.
 *
 * @throws Error when there is none on this machine.
 */
export async function openChromium(): Promise<Browser> {
  const executablePath = [process.env.CHROMIUM ?? '', ...PLACES].find((path) => existsSync(path));
  if (executablePath === undefined) {
    throw new Error(
      `Expected a Chromium in ${PLACES.join(', ')}, got none. Run "apt-get install chromium", or name one in CHROMIUM.`,
    );
  }
  const offline = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1';
  return chromium.launch({ executablePath, args: ['--no-sandbox', offline] });
}

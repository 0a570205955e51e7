import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { inboxBundling, inboxSource } from '../../lib/stack/inbox-bundle.ts';

/**
 * Writes the code of the function of the inbox into an empty folder, as a deployment bundles it, but with
 * the packages of this machine: native code is for its platform, and nothing is downloaded.
 */
export async function bundleInbox(folder: string): Promise<void> {
  const { banner, externalModules, nodeModules } = inboxBundling;
  await build({
    entryPoints: [inboxSource.entry],
    outfile: join(folder, 'index.mjs'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    banner: { js: banner },
    external: [...externalModules, ...nodeModules],
    logLevel: 'error',
  });
  await cp('package.json', join(folder, 'package.json'));
  await mkdir(join(folder, 'node_modules'));
  for (const name of [...nodeModules, ...NEEDED]) {
    await cp(join('node_modules', name), join(folder, 'node_modules', name), { recursive: true });
  }
}

/** What these packages need themselves. */
const NEEDED = ['@napi-rs', 'int53', 'node-int64', 'snappyjs', 'varint'];

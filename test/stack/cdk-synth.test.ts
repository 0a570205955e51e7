import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { synthesize } from './synthesize.ts';

interface Ended {
  readonly code: number | null;
  readonly stderr: string;
  /** The folder of the templates. */
  readonly output: string;
}

describe('npx cdk synth', () => {
  it('writes the template of this process, without credentials and files of a user', async () => {
    const { code, output, stderr } = await cdkSynth([]);

    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('No repository') });
    const written = JSON.parse(await readFile(join(output, 'Hourlake.template.json'), 'utf8'));
    expect(withoutPaths(written)).toEqual(withoutPaths(synthesize().template.toJSON()));
    const { missing } = JSON.parse(await readFile(join(output, 'manifest.json'), 'utf8'));
    expect(missing).toBeUndefined();
    // The CDK checks the whole template, which takes half a minute where all cores are busy.
  }, 240_000);

  it('prints in one line what is wrong with a setting', async () => {
    const { code, stderr } = await cdkSynth(['-c', 'removal=destroy']);

    expect(code).toBe(1);
    expect(stderr).toContain(
      'Expected both removal=destroy and destroyData=yes, or neither, got only removal=destroy. Pass -c destroyData=yes too to delete all data together with the stack, or leave -c removal=destroy out to keep it.\n',
    );
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it.each([
    [
      { database: 'Not-A-Name' },
      'Expected database to be lower-case letters, digits and underscores, beginning with a letter, got "Not-A-Name". Pass -c database=..., or set it under "context" in cdk.json.\n',
    ],
    [
      { Bucketname: 'x' },
      'Expected the name of a setting of the stack, got "Bucketname". Did you mean "bucketName"? Pass -c bucketName=..., or correct the name under "context" in cdk.json.\n',
    ],
  ])(
    'names the wrong setting when the app is run without the command line: %o',
    async (context, message) => {
      const { code, stderr } = await run(['--import', 'tsx', 'bin/app.ts'], {
        CDK_CONTEXT_JSON: JSON.stringify(context),
      });

      expect({ code, stderr }).toEqual({ code: 1, stderr: message });
    },
  );
});

async function cdkSynth(settings: readonly string[]): Promise<Ended> {
  const output = await temporaryFolder();
  const words = ['synth', '--quiet', '--no-notices', '--output', output, ...settings];
  return { ...(await run(['node_modules/aws-cdk/bin/cdk', ...words])), output };
}

/** Runs Node with an environment that has only the path of Node, and a home without files. */
async function run(
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Omit<Ended, 'output'>> {
  const home = await temporaryFolder();
  const child = spawn(process.execPath, words, {
    env: {
      PATH: dirname(process.execPath),
      HOME: home,
      CDK_DISABLE_CLI_TELEMETRY: 'true',
      // Without it the command line waits for an answer of the metadata service of EC2, on any machine.
      AWS_EC2_METADATA_DISABLED: 'true',
      ...env,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { code, stderr };
}

/** The command line adds the construct that a resource is from. */
function withoutPaths(template: Record<string, unknown>): unknown {
  return JSON.parse(JSON.stringify(template), (key, value) => {
    return key === 'Metadata' && 'aws:cdk:path' in value ? undefined : value;
  });
}

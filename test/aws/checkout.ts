import { execFile, spawn } from 'node:child_process';
import { cp, mkdir } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { plainEnvironment } from '../run-hourlake.ts';
import { evaluated, readWorkflow, type Values } from '../workflow.ts';

const run = promisify(execFile);

/** The version of Node in the workflows, which runs TypeScript without development packages. */
const NODE = '24';

type Environment = Readonly<Record<string, string>>;

/** A copy of this repository, as a machine of GitHub has it. */
export interface Checkout {
  readonly folder: string;

  /**
   * Runs the scripts of a workflow's job in order, as GitHub does. Returns the output of each.
   *
   * @param name of the workflow, and of the job
   * @param values of its expressions
   * @param options.install whether all packages are installed. Default: `true`.
   */
  runSteps(
    name: string,
    values: Values,
    env: Environment,
    options?: { readonly install?: boolean },
  ): Promise<string[]>;

  /** @throws Error with the output when the script fails. */
  shell(script: string, env: Environment): Promise<string>;
}

/** Copies the repository into a folder, in which nothing is installed yet. */
export async function checkOut(parent: string): Promise<Checkout> {
  const folder = join(parent, 'checkout');
  await copyRepository(folder);
  const machine = {
    PATH: [await nodeOfWorkflow(parent), process.env.PATH].join(delimiter),
    // npm looks for global settings next to its Node, which is another one here.
    npm_config_globalconfig: (await run('npm', ['config', 'get', 'globalconfig'])).stdout.trim(),
  };
  const shell: Checkout['shell'] = (script, env) =>
    runScript(script, { cwd: folder, env: { ...plainEnvironment(), ...env, ...machine } });

  return {
    folder,
    shell,
    async runSteps(name, values, env, { install = true } = {}) {
      const job = readWorkflow(name).workflow.jobs[name];
      const outputs: string[] = [];
      for (const step of job?.steps ?? []) {
        if (step.run === undefined || (!install && step.run.startsWith('npm ci'))) continue;
        const ofStep = evaluatedAll({ ...job?.env, ...step.env }, values);
        outputs.push(await shell(step.run, { ...env, ...ofStep }));
      }
      return outputs;
    },
  };
}

function evaluatedAll(env: Environment, values: Values): Environment {
  return Object.fromEntries(
    Object.entries(env).map(([key, text]) => [key, evaluated(text, values)]),
  );
}

async function runScript(
  script: string,
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<string> {
  const words = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script];
  const child = spawn('bash', words, options);
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text) => {
      printed += text;
    });
  }
  const code = await new Promise((ended) => child.on('close', ended));
  if (code !== 0) throw new Error(`exit code ${code}: ${printed}`);
  return printed;
}

/** Copies the files of a checkout: tracked ones, and new ones that are not ignored. */
async function copyRepository(to: string): Promise<void> {
  const { stdout } = await run('git', ['ls-files', '-co', '--exclude-standard']);
  for (const file of stdout.trim().split('\n')) {
    await mkdir(dirname(join(to, file)), { recursive: true });
    await cp(file, join(to, file)).catch((error: NodeJS.ErrnoException) => {
      // A deleted file whose deletion is not committed.
      if (error.code !== 'ENOENT') throw error;
    });
  }
}

/** The folder of a Node that is at least as new as that of the workflows. */
async function nodeOfWorkflow(inFolder: string): Promise<string> {
  if (Number(process.versions.node.split('.')[0]) >= Number(NODE)) return dirname(process.execPath);
  const name = `node-${process.platform}-${process.arch}`;
  const options = ['--no-save', '--no-audit', '--no-fund', '--prefix', inFolder];
  await run('npm', ['install', ...options, `${name}@${NODE}`]);
  return join(inFolder, 'node_modules', name, 'bin');
}

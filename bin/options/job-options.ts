import { InvalidArgumentError, Option } from 'commander';
import { environment } from './environment.ts';
import { keyOption } from './key-option.ts';

/** `--job`, `--set` and `--key` */
export function jobOptions(): Option[] {
  return [
    new Option(
      '--job <name>',
      'only this job, with its inputs; repeatable (default: the jobs that are on)',
    )
      .env(environment.jobs)
      .argParser((text, before: readonly string[] = []) => [...before, ...parseNames(text)]),
    setOption(),
    keyOption(),
  ];
}

/** `--set` */
export function setOption(): Option {
  return new Option(
    '--set <job.setting=value>',
    'a setting of a job, for a new lake; repeatable; "hourlake jobs" lists them',
  )
    .env(environment.set)
    .argParser((text, before: readonly string[] = []) => [...before, ...parseAssignments(text)]);
}

/** Names with spaces between them, as a variable of the environment has them. */
function parseNames(text: string): string[] {
  const names = text.split(/\s+/).filter((name) => name !== '');
  if (names.length > 0) return names;
  throw new InvalidArgumentError(
    `Expected the name of a job, got ${JSON.stringify(text)}. "hourlake jobs" lists them.`,
  );
}

/** Assignments with spaces between them; a value may have spaces in it. */
function parseAssignments(text: string): string[] {
  return text.trim().split(/\s+(?=[^\s.=]+\.[^\s.=]+=)/);
}

import { InputError } from '../errors.ts';
import { findJob, type Job } from './job.ts';

/**
 * The jobs in an order in which each comes after its inputs; otherwise as they are given. Inputs
 * that are not among them are left out.
 *
 * @throws InputError when the inputs form a cycle.
 */
export function inOrderOfInputs(jobs: readonly Job[]): Job[] {
  return inOrder(jobs, ({ inputs = [] }) => inputs, 'inputs');
}

/**
 * The jobs in an order in which each comes after those whose rows its own refer to; otherwise as they
 * are given. Jobs that are not among them are left out.
 *
 * @throws InputError when the references form a cycle.
 */
export function inOrderOfReferences(jobs: readonly Job[]): Job[] {
  return inOrder(jobs, (job) => referredJobs(job, jobs).map(({ name }) => name), 'references');
}

/**
 * The jobs whose rows those of a job refer to, without the job itself.
 *
 * @param jobs to look among
 */
export function referredJobs({ name, table }: Job, jobs: readonly Job[]): Job[] {
  const tables = new Set((table.references ?? []).map((reference) => reference.table));
  return jobs.filter((other) => other.name !== name && tables.has(other.table.name));
}

/**
 * Jobs together with all jobs whose rows theirs refer to, directly or not.
 *
 * @param all jobs to look among
 */
export function withReferred(jobs: readonly Job[], all: readonly Job[]): Job[] {
  const found = new Set<Job>();
  function add(job: Job): void {
    if (found.has(job)) return;
    found.add(job);
    for (const referred of referredJobs(job, all)) add(referred);
  }
  for (const job of jobs) add(job);
  return [...found];
}

/**
 * @param namesBefore names of the jobs that come before a job
 * @param what they are, for the error
 */
function inOrder(
  jobs: readonly Job[],
  namesBefore: (job: Job) => readonly string[],
  what: 'inputs' | 'references',
): Job[] {
  const ordered = new Set<Job>();
  const path: Job[] = [];

  function visit(job: Job): void {
    if (ordered.has(job)) return;
    if (path.includes(job)) throw cycleError([...path.slice(path.indexOf(job)), job], what);
    path.push(job);
    for (const before of namesBefore(job)) {
      const found = jobs.find(({ name }) => name === before);
      if (found !== undefined) visit(found);
    }
    path.pop();
    ordered.add(job);
  }

  for (const job of jobs) visit(job);
  return [...ordered];
}

/**
 * Some jobs together with their inputs, the inputs of these, and the jobs of the rejects of all of them:
 * what a choice of jobs comes to. Each comes after its inputs.
 *
 * @param all all jobs
 * @throws InputError when there is no job of the name of an input, or the inputs form a cycle.
 */
export function withInputs(chosen: readonly Job[], all: readonly Job[]): Job[] {
  const needed = new Set<Job>();
  function add(job: Job): void {
    if (needed.has(job)) return;
    needed.add(job);
    for (const input of job.inputs ?? []) add(findJob(all, input));
    for (const rejects of all.filter((other) => hasRejectsOf(other, job))) add(rejects);
  }
  for (const job of chosen) add(job);
  return inOrderOfInputs([...needed]);
}

/** Whether a job has the rows that do not fit another one. */
export function hasRejectsOf({ layer, inputs = [] }: Job, { name }: Job): boolean {
  return layer === 'rejects' && inputs.includes(name);
}

function cycleError(cycle: readonly Job[], what: 'inputs' | 'references'): InputError {
  return new InputError({
    expected: `jobs whose ${what} form no cycle`,
    got: cycle.map(({ name }) => name).join(' <- '),
    advice: `Remove one of these ${what} in ${what === 'inputs' ? 'jobs/' : 'lib/tables/'}.`,
  });
}

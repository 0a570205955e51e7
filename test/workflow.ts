import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** A step of a workflow's job, as far as tests read it. */
export interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly if?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

/** A job of a workflow. */
export interface WorkflowJob {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
  readonly 'timeout-minutes'?: number;
  readonly environment?: string;
  readonly if?: string;
  readonly strategy?: {
    readonly 'fail-fast'?: boolean;
    readonly matrix?: Readonly<Record<string, unknown>>;
  };
}

/** A workflow of GitHub Actions. */
export interface Workflow {
  readonly name: string;
  readonly on: Readonly<Record<string, unknown>> & {
    readonly schedule?: readonly { readonly cron: string }[];
  };
  readonly permissions: Readonly<Record<string, string>>;
  readonly concurrency?: { readonly group: string; readonly 'cancel-in-progress': boolean };
  readonly jobs: Readonly<Record<string, WorkflowJob>>;
}

/** The values of the expressions of a workflow: `vars.AWS_REGION`, `inputs.from`. */
export type Values = Readonly<Record<string, string>>;

/** Reads a workflow of this repository. */
export function readWorkflow(name: string): { workflow: Workflow; text: string } {
  const text = readFileSync(`.github/workflows/${name}.yml`, 'utf8');
  return { workflow: parse(text), text };
}

/**
 * The text of an environment variable as GitHub evaluates it: `${{ a.b || 'c' }}` is the first value
 * that is not empty. A value that is not set is empty.
 */
export function evaluated(text: string, values: Values): string {
  return text.replace(/\$\{\{\s*(.*?)\s*\}\}/g, (_, expression: string) => {
    const operands = expression.split('||').map((operand) => operand.trim());
    const found = operands
      .map((operand) => /^'(.*)'$/.exec(operand)?.[1] ?? values[operand] ?? '')
      .find((value) => value !== '');
    return found ?? '';
  });
}

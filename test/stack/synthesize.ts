import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { jobs as allJobs } from '../../jobs/index.ts';
import { readSavedQueries } from '../../lib/engines/saved-query.ts';
import type { Job } from '../../lib/model/job.ts';
import { LakeStack } from '../../lib/stack/lake-stack.ts';
import { settingsFromContext } from '../../lib/stack/settings-from-context.ts';

/** The content of `cdk.json`. */
export const cdkJson: { app: string; context: Record<string, unknown> } = JSON.parse(
  readFileSync('cdk.json', 'utf8'),
);

/** The stack of a context. */
export interface Synthesized {
  readonly template: Template;
  /** The texts of warnings that a deployment shows. */
  readonly warnings: readonly string[];
  /** Findings of cdk-nag that are not acknowledged: `rule at path`. */
  readonly findings: () => string[];
  /** All findings of cdk-nag, acknowledged or not. */
  readonly acknowledged: () => string[];
}

const queries = await readSavedQueries('queries');

/**
 * The stack in this process, as `bin/app.ts` builds it, with the context of `cdk.json` and this one.
 *
 * @param options.jobs all jobs there are. Default: those of `jobs/`.
 */
export function synthesize(
  context: Readonly<Record<string, unknown>> = {},
  { jobs = allJobs }: { readonly jobs?: readonly Job[] } = {},
): Synthesized {
  const outdir = mkdtempSync(join(tmpdir(), 'hourlake-cdk-'));
  try {
    const app = new App({
      context: {
        ...cdkJson.context,
        // Warnings are read below. The CDK's own checks run in cdk-synth.test.ts: here they would be
        // printed for every test, and be slow.
        '@aws-cdk/core:annotationsInValidationReport': false,
        '@aws-cdk/core:validateAgainstDefaultRules': false,
        // Functions are bundled in inbox-bundle.test.ts.
        'aws:cdk:bundling-stacks': [],
        ...context,
      },
      outdir,
      analyticsReporting: false,
    });
    const { stackName, settings } = settingsFromContext(app.node.getAllContext(), { jobs });
    const stack = new LakeStack(app, stackName, { ...settings, queries });
    const template = Template.fromStack(stack);
    return {
      template,
      warnings: stack.node
        .findAll()
        .flatMap(({ node }) => node.metadata)
        .filter(({ type }) => type === 'aws:cdk:warning')
        .map(({ data }) => String(data)),
      findings: () => findingsOf(new AwsSolutionsChecks(app), app),
      acknowledged: () => findingsOf(unforgiving(new AwsSolutionsChecks(app)), app),
    };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function findingsOf(checks: AwsSolutionsChecks, app: App): string[] {
  return checks
    .validateScope(app)
    .violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath }) => `${ruleName} at ${constructPath}`),
    );
}

/** Ignores acknowledgements. The method is private in TypeScript, not in JavaScript. */
function unforgiving(checks: AwsSolutionsChecks): AwsSolutionsChecks {
  return Object.defineProperty(checks, 'isAcknowledged', { value: () => false });
}

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { readSavedQueries } from '../../lib/engines/saved-query.ts';
import { LakeStack } from '../../lib/stack/lake-stack.ts';
import { settingsFromContext } from '../../lib/stack/settings-from-context.ts';

/** What `cdk.json` says. */
export const cdkJson: { app: string; context: Record<string, unknown> } = JSON.parse(
  readFileSync('cdk.json', 'utf8'),
);

/** What comes of a context. */
export interface Synthesized {
  readonly template: Template;
  /** The texts of warnings that a deployment shows. */
  readonly warnings: readonly string[];
  /** What cdk-nag finds and nobody gave a reason for: `rule at path`. */
  readonly findings: () => string[];
  /** What cdk-nag would find if nobody gave reasons. */
  readonly acknowledged: () => string[];
}

const queries = await readSavedQueries('queries');

/** The stack in this process, as `bin/app.ts` builds it, with the context of `cdk.json` and this one. */
export function synthesize(context: Readonly<Record<string, unknown>> = {}): Synthesized {
  const outdir = mkdtempSync(join(tmpdir(), 'hourlake-cdk-'));
  try {
    const app = new App({
      context: {
        ...cdkJson.context,
        // Warnings are asked for below, and what the CDK checks by itself it checks in cdk-synth.test.ts:
        // here it would be printed again and again, and be slow.
        '@aws-cdk/core:annotationsInValidationReport': false,
        '@aws-cdk/core:validateAgainstDefaultRules': false,
        ...context,
      },
      outdir,
      analyticsReporting: false,
    });
    const { stackName, settings } = settingsFromContext((name) => app.node.tryGetContext(name));
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

/** Hears no reasons; the method is private to TypeScript, not to JavaScript. */
function unforgiving(checks: AwsSolutionsChecks): AwsSolutionsChecks {
  return Object.defineProperty(checks, 'isAcknowledged', { value: () => false });
}

import { apiScenarioOf } from './api-scenario.ts';
import { apiBreakages } from './broken/api-breakages.ts';
import type { Breakage } from './broken/breakage.ts';
import { breakages } from './broken/breakages.ts';
import { inboxBreakages } from './broken/inbox-breakages.ts';
import { everyApi, everyInbox, everyLake, type SingleFaults } from './every-fault.ts';
import { inboxScenarioOf } from './inbox-scenario.ts';
import { type Scenario, scenarioOf } from './scenario.ts';

/** A kind of worlds, which has results of its own. */
export interface KindOfWorlds {
  /** What a person adds to `npm run simulate` for it. */
  readonly option: '' | ' --inbox' | ' --api';
  /** Draws the events of the world of a seed. */
  readonly scenarioOf: (seed: string) => Scenario;
  /** The worlds in which one fault hits one call. */
  readonly singles: readonly SingleFaults[];
  /** Deliberate defects, which must be noticed in worlds of this kind. */
  readonly breakages: readonly Breakage[];
  /** The file with its last results. */
  readonly resultsFile: string;
}

/** Lakes of jobs of periods of time. */
export const lakeWorlds: KindOfWorlds = {
  option: '',
  scenarioOf,
  singles: everyLake,
  breakages,
  resultsFile: 'simulation/results.json',
};

/** Lakes into whose inbox files are dropped. */
export const inboxWorlds: KindOfWorlds = {
  option: ' --inbox',
  scenarioOf: inboxScenarioOf,
  singles: everyInbox,
  breakages: inboxBreakages,
  resultsFile: 'simulation/inbox-results.json',
};

/** Lakes whose jobs capture what an API shows. */
export const apiWorlds: KindOfWorlds = {
  option: ' --api',
  scenarioOf: apiScenarioOf,
  singles: everyApi,
  breakages: apiBreakages,
  resultsFile: 'simulation/api-results.json',
};

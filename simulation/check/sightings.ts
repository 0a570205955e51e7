/**
 * Rare events that must occur now and then. If they do not, the simulated worlds are too harmless.
 * Printed in docs/reliability.md.
 */
export const sightings = {
  'landed again': 'a crash lost a landed period; a later run landed it again',
  'leftover swept': 'a run removed a half-written file of a killed run',
  'started over': 'a writer found its half-written file removed, and wrote it again',
  'same bytes met':
    'a run found the same bytes already under a key, from another run or its own earlier attempt',
  'two versions met':
    'a run found the bytes of another version under a key; it reported them and left them unchanged',
  'other settings refused': 'a run with another seed was rejected before it landed anything',
  'declaration taken over':
    'a first run found that another one had declared the job differently, and took that over',
  'declared again': 'a crash lost a declaration; a later run declared the job again',
  'outlived an hour': 'a crash lost an hour, and not the day that had been made from it',
  'waited for inputs': 'a day waited for an hour that had not landed',
  'left to the lifecycle':
    'parts of an upload were left for the lifecycle rule of the bucket to remove',
  'landed after its writer died':
    'a request landed a period after its process died or gave up on it',
} as const;

/** The same for worlds in which files are dropped into an inbox. */
export const inboxSightings = {
  captured: 'a file was captured',
  'left the inbox': 'a file left the inbox, and its rows and rejects were in the lake',
  known: 'a file was dropped again, and recognized by its bytes',
  waited: 'a file was left alone because its owner was still writing it',
  refused: 'a file was refused, with a note',
  'refused before': 'a file that had been refused was left alone',
  changed: 'a file was replaced by its owner between its capture and its removal, and stayed',
  'put back under another name':
    'a file came back to the inbox, and another one had taken its name meanwhile',
} as const;

/** The same for worlds with an API. */
export const apiSightings = {
  'period captured': 'a period was captured',
  'two captures met': 'two runs captured a period at once, and the first one decided',
  'read again': 'the API changed between two pages, and the list was read again from its start',
  'answered too late':
    'an answer came after the end of the next period, and nothing of it was kept',
  'period lost': 'a period was lost, because no run could capture it in time',
  'landed by another': 'a run captured a period and died; a later one landed its rows',
} as const;

/** The name of a rare event. */
export type Sighting =
  | keyof typeof sightings
  | keyof typeof inboxSightings
  | keyof typeof apiSightings;

/** Counts a rare event. Default: once. */
export type Sees = (sighting: Sighting, times?: number) => void;

/** How often each rare event occurred. */
export type SightingCounts = Readonly<Partial<Record<Sighting, number>>>;

/** Adds the counts of two worlds. */
export function addedSightings(one: SightingCounts, other: SightingCounts): SightingCounts {
  const sums = { ...one };
  for (const [sighting, times] of Object.entries(other) as [Sighting, number][]) {
    sums[sighting] = (sums[sighting] ?? 0) + times;
  }
  return sums;
}

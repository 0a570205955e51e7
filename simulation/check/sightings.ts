/** What rarely happens and has to be seen now and then, or else the worlds are too kind. */
export const sightings = {
  'landed again': 'a crash took an hour with it that had landed; a later run landed it again',
  'leftover swept': 'a run removed what a killed one had half written',
  'started over': 'a writer found its half-written file swept away, and wrote it again',
  'same bytes met': 'a run found a key taken meanwhile, or by a try of its own, by the same bytes',
  'two versions met':
    'a run found a key taken meanwhile by another version: it said so and left it',
  'other settings refused': 'a run with another seed was refused before it landed anything',
  'left to the lifecycle': 'parts of an upload stayed behind, which the rule of the bucket removes',
  'landed after its writer died': 'a request of a dead process, or one given up, landed an hour',
} as const;

/** The name of what rarely happens. */
export type Sighting = keyof typeof sightings;

/** How often what rarely happens was seen. */
export type SightingCounts = Readonly<Partial<Record<Sighting, number>>>;

/** The counts of two worlds together. */
export function addedSightings(one: SightingCounts, other: SightingCounts): SightingCounts {
  const sums = { ...one };
  for (const [sighting, times] of Object.entries(other) as [Sighting, number][]) {
    sums[sighting] = (sums[sighting] ?? 0) + times;
  }
  return sums;
}

import type { Leaf } from '../guess/leaves.ts';
import { mainRole, rolesIn, sexOfRoles } from '../guess/roles.ts';
import type { DrawsOf } from '../rows/draws.ts';
import type { MockTime } from '../rows/mock-time.ts';
import { type Card, cardOf } from './card.ts';
import { type Company, companyOf } from './company.ts';
import { type Person, personOf } from './person.ts';
import { type Timeline, timelineOf } from './timeline.ts';

/** What the rows of a table are about. Fields that share a subject agree. */
export interface Subjects {
  personOf(leaf: Leaf): Person;
  companyOf(leaf: Leaf): Company;
  cardOf(leaf: Leaf): Card;
  timelineOf(leaf: Leaf): Timeline;
  /** Random numbers that the fields of a row share, of a purpose. */
  sharedBy(leaf: Leaf): DrawsOf;
}

/** Who can have fields of a table, several of them in different roles. */
export type SubjectKind = 'person' | 'company';

/** A field that is somebody's, and what it is. */
export interface Owned {
  readonly leaf: Leaf;
  readonly kind: SubjectKind;
  readonly meaning: string;
}

/** Options of {@link subjectsOf}. */
export interface SubjectsOptions {
  readonly draws: DrawsOf;
  readonly time: MockTime;
  /** The fields that are somebody's. */
  readonly owned: readonly Owned[];
}

/** The subjects of the rows of a table, and of the values of lists within these. */
export function subjectsOf({ draws, time, owned }: SubjectsOptions): Subjects {
  const pathOf = pathsOf(owned);
  const personIn = onceFor((path) =>
    personOf({ draws: named(draws, ['person', ...path]), time, sex: sexOfRoles(path) }),
  );
  const companyIn = onceFor((path) => companyOf(named(draws, ['company', ...path])));
  const cardIn = onceFor((path) => cardOf(named(draws, ['card', ...path])));
  const timelineIn = onceFor((path) => timelineOf(named(draws, ['timeline', ...path]), time));
  return {
    personOf: (leaf) => personIn(pathOf('person', leaf)),
    companyOf: (leaf) => companyIn(pathOf('company', leaf)),
    cardOf: ({ scope }) => cardIn([scope]),
    timelineOf: ({ scope }) => timelineIn([scope]),
    sharedBy: ({ scope }) => named(draws, ['row', scope]),
  };
}

/** What tells the subjects of a table apart: their list, and their roles but the main one. */
function pathsOf(owned: readonly Owned[]): (kind: SubjectKind, leaf: Leaf) => readonly string[] {
  const mains = new Map<string, string | undefined>();
  for (const { kind, leaf } of owned) {
    const key = `${kind} ${leaf.scope}`;
    if (mains.has(key)) continue;
    const there = owned.filter((each) => each.kind === kind && each.leaf.scope === leaf.scope);
    const fields = there.map((each) => ({ roles: rolesOf(each.leaf), meaning: each.meaning }));
    mains.set(key, mainRole(fields));
  }
  return (kind, leaf) => {
    const main = mains.get(`${kind} ${leaf.scope}`);
    return [leaf.scope, ...rolesOf(leaf).filter((role) => role !== main)];
  };
}

/** Makes something for a path once. */
function onceFor<Made extends object>(
  make: (path: readonly string[]) => Made,
): (path: readonly string[]) => Made {
  const known = new Map<string, Made>();
  return (path) => {
    const key = JSON.stringify(path);
    const before = known.get(key);
    if (before !== undefined) return before;
    const made = make(path);
    known.set(key, made);
    return made;
  };
}

function rolesOf({ words, recordWords }: Leaf): readonly string[] {
  return rolesIn([...recordWords, ...words]);
}

function named(draws: DrawsOf, path: readonly string[]): DrawsOf {
  return (...purpose) => draws(...path, ...purpose);
}

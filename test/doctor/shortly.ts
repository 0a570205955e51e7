import type { Examination } from '../../lib/doctor/examine.ts';
import { findingsOf } from '../../lib/doctor/examine.ts';
import type { Finding } from '../../lib/doctor/finding.ts';
import type { Repair, Treatment } from '../../lib/doctor/repair.ts';
import { partitionName } from '../../lib/model/partition.ts';

/** All findings of an examination, each as one line. */
export function findingsIn(examination: Examination): string[] {
  return findingsOf(examination).map(shortly);
}

/** A finding as one line. */
export function shortly(finding: Finding): string {
  switch (finding.kind) {
    case 'gap':
    case 'lost':
      return `${finding.kind} ${finding.from} to ${finding.to} (${finding.periods})`;
    case 'corrupt':
    case 'different':
    case 'earlier':
    case 'unreadable':
    case 'unparsed':
      return `${finding.kind} ${finding.period}: ${finding.reason}`;
    case 'undeclared':
    case 'unusable':
      return `${finding.kind} ${finding.key}: ${finding.reason}`;
    case 'foreign':
      return `foreign ${finding.key}`;
    case 'leftovers':
      return `leftovers ${finding.count}`;
    case 'empty':
      return 'empty';
    default:
      return `${finding.kind} ${partitionName(finding.partition)} ${finding.location}`;
  }
}

/** Matches whatever begins with a text. */
export function startOf(line: string): RegExp {
  return new RegExp(`^${line.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);
}

/** What became of all findings. */
export function treatmentsOf({ jobs, treatments }: Repair): Treatment[] {
  return [...jobs.flatMap((job) => job.treatments), ...treatments];
}

/** What a repair has left. */
export function leftOf(repair: Repair): Treatment[] {
  return treatmentsOf(repair).filter(({ left }) => left !== undefined);
}

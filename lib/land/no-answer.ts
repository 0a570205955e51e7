import { ExpiredObjectError } from '../errors.ts';
import { objectKey } from '../lake/object-key.ts';
import type { Job } from '../model/job.ts';
import type { Period } from '../model/period.ts';
import type { ReadAnswer } from '../model/source.ts';

/** Answers nothing: for what looks at a lake without asking the outside. */
export const noAnswers: ReadAnswer = ({ job, period }) => {
  throw noAnswerError(`${job} ${period}`, `${job}/${period}`);
};

/**
 * A run needs an answer that it did not get.
 *
 * @throws ExpiredObjectError always.
 */
export function noAnswerFor(job: Job, period: Period): never {
  throw noAnswerError(`${job.name} ${period}`, objectKey(job, period));
}

function noAnswerError(name: string, key: string): ExpiredObjectError {
  return new ExpiredObjectError(
    {
      expected: `an answer of the database outside for ${name}`,
      got: 'none: the lake keeps no copy, and nobody was asked',
      advice: 'Rows that have landed stay; they are not compared.',
    },
    { key },
  );
}

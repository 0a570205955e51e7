import { ExpiredObjectError } from '../errors.ts';
import type { ReadAnswer } from '../model/source.ts';

/**
 * Fails for every period: where a lake is examined without asking outside, and for a period that the run did not
 * ask for.
 *
 * @throws ExpiredObjectError always.
 */
export const noAnswers: ReadAnswer = ({ job, period }) => {
  throw new ExpiredObjectError(
    {
      expected: `an answer of the database outside for ${job} ${period}`,
      got: 'none: the lake keeps no copy of answers, and nothing was asked for',
      advice:
        'Rows that have landed stay as they are. To read the period again, remove its object and land it.',
    },
    { key: `${job}/${period}` },
  );
};

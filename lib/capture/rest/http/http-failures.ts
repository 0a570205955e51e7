import { CaptureError } from '../../../errors.ts';
import type { BrokenConnection, HttpAnswer } from './exchange.ts';

/** What a request was for, as a clause without any value: `read shows, page 3`. */
interface Aim {
  readonly aim: string;
}

const LATER = 'Run the same command again later.';

/** What to do about statuses that no other try would change. */
const ADVICE: Readonly<Record<number, string>> = {
  401: 'Declare in "auth" how requests are authorized.',
  403: 'Check that the account behind the credentials may read this: its permissions, its scopes and its plan.',
  404: 'Check the base URL and the path. Some APIs also answer 404 when a parameter or a permission is missing.',
};

const OTHER_ADVICE =
  'Check the path and the parameters of the request against the documentation of the API.';

/** The API refused a request. */
export function refusal({ status, origin }: HttpAnswer, { aim }: Aim): CaptureError {
  return new CaptureError({
    failed: `Could not ${aim}`,
    got: `${origin} answered ${status}`,
    advice: ADVICE[status] ?? OTHER_ADVICE,
  });
}

/** No try succeeded. */
export function gaveUp(
  reply: HttpAnswer | BrokenConnection,
  { aim, tries }: Aim & { readonly tries: number },
): CaptureError {
  const last = 'broken' in reply ? reply.broken : `${reply.origin} answered ${reply.status}`;
  const got = `${last}, in try ${tries} of ${tries}`;
  return new CaptureError({ failed: `Could not ${aim}`, got, advice: LATER }, { retryable: true });
}

/** The API asks for more patience than the job has. */
export function waitTooLong(
  seconds: number,
  { aim, longestWaitSeconds }: Aim & { readonly longestWaitSeconds: number },
): CaptureError {
  return new CaptureError(
    {
      failed: `Could not ${aim}`,
      got: `the API asks to wait ${Math.ceil(seconds)} s, and the job waits ${longestWaitSeconds} s at most`,
      advice:
        'Run the same command again after that time. Fewer requests a second may avoid it; "longestWaitSeconds" of the API allows longer waits.',
    },
    { retryable: true },
  );
}

/** A redirect or a link points to another origin, which must see neither the request nor its authorization. */
export function ledElsewhere({ aim }: Aim): CaptureError {
  return new CaptureError({
    failed: `Could not ${aim}`,
    got: 'the API points to another host, port or protocol, to which nothing was sent',
    advice: 'If the API has moved, correct its base URL.',
  });
}

/** An answer sends the request on again and again, or nowhere. */
export function ledNowhere({ aim }: Aim, got: string): CaptureError {
  return new CaptureError({
    failed: `Could not ${aim}`,
    got,
    advice: 'Check the base URL and the path.',
  });
}

/** The run ended before there was an answer. */
export function interrupted({ aim }: Aim): CaptureError {
  return new CaptureError(
    {
      failed: `Could not ${aim}`,
      got: 'the run was interrupted',
      advice: 'Run the same command again.',
    },
    { retryable: true },
  );
}

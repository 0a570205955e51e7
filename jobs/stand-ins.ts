import { pypiStandIn } from '../lib/generate/pypi/pypi-stand-in.ts';
import { spotifyStandIn } from '../lib/generate/spotify/spotify-stand-in.ts';
import type { StandIn } from '../lib/model/stand-in.ts';

/** What stands in for the API that a job captures, by the name of the job. */
export const standIns: ReadonlyMap<string, StandIn> = new Map<string, StandIn>([
  ['podcasts', spotifyStandIn],
  ['data-hackers-episodes', spotifyStandIn],
  ['pypi-downloads', pypiStandIn],
]);

import type { RestApi } from '../lib/capture/rest/rest-data.ts';

/** The API of Spotify. The id and the secret are those of an application of yours: docs/podcasts.md. */
export const spotifyApi: RestApi = {
  baseUrl: 'https://api.spotify.com/v1/',
  auth: {
    kind: 'oauth2',
    tokenUrl: 'https://accounts.spotify.com/api/token',
    clientId: 'env:SPOTIFY_CLIENT_ID',
    clientSecret: 'env:SPOTIFY_CLIENT_SECRET',
  },
};

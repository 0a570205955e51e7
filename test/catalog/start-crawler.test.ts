import { describe, expect, it } from 'vitest';
import { startCrawler } from '../../lib/catalog/start-crawler.ts';
import { CatalogError } from '../../lib/errors.ts';
import { awsError, awsJsonServer } from './aws-json-server.ts';

describe('starting a crawler', () => {
  it('starts it by its name', async () => {
    const server = await awsJsonServer(() => ({}));

    const outcome = await startCrawler({ name: 'a-crawler', client: server.client });

    expect(outcome).toBe('started');
    expect(server.calls).toEqual([{ action: 'StartCrawler', body: { Name: 'a-crawler' } }]);
  });

  it('is content with one that runs', async () => {
    const server = await awsJsonServer(() => awsError('CrawlerRunningException'));

    const outcome = await startCrawler({ name: 'a-crawler', client: server.client });

    expect(outcome).toBe('already-running');
  });

  it.each([
    [
      awsError('EntityNotFoundException', 'Crawler entry with name a-crawler does not exist'),
      /crawler a-crawler to be in the Glue catalog.*npx cdk deploy/,
    ],
    [
      awsError('AccessDeniedException'),
      /Permission for glue:StartCrawler on crawler a-crawler was denied/,
    ],
  ])('says what %j means', async (error, message) => {
    const server = await awsJsonServer(() => error);

    const starting = startCrawler({ name: 'a-crawler', client: server.client });

    await expect(starting).rejects.toThrow(CatalogError);
    await expect(starting).rejects.toThrow(message);
  });
});

import { awsErrorName } from '../aws/aws-error-facts.ts';
import { type GlueConnection, requestCrawler } from '../aws/glue-client.ts';
import { glueError } from '../aws/glue-errors.ts';

/** Which crawler to start. */
export interface StartCrawlerOptions {
  readonly name: string;
  /** Settings of the SDK's client. Default: region, credentials and endpoint of the environment. */
  readonly client?: GlueConnection;
}

/**
 * Starts a Glue crawler, unless it is already running.
 *
 * @throws CatalogError when there is no such crawler, or Glue cannot be reached.
 */
export async function startCrawler({
  name,
  client = {},
}: StartCrawlerOptions): Promise<'started' | 'already-running'> {
  try {
    await requestCrawler(name, client);
    return 'started';
  } catch (error) {
    if (awsErrorName(error) === 'CrawlerRunningException') return 'already-running';
    throw glueError(error, { action: 'glue:StartCrawler', resource: `crawler ${name}` });
  }
}

import { createServer, type IncomingMessage } from 'node:http';
import { onTestFinished } from 'vitest';

const DELETE_MANY = 'AWSGlue.BatchDeletePartition';

/**
 * A server in front of an emulator, for the duration of a test: the emulator can delete one partition,
 * and not several in one call.
 *
 * @returns the URL to use for Glue
 */
export async function glueThatDeletes(emulator: string): Promise<string> {
  const server = createServer(async (request, response) => {
    const body = await textOf(request);
    const target = String(request.headers['x-amz-target']);
    const ask = (action: string, parameters: string) =>
      fetch(emulator, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-amz-json-1.1',
          'x-amz-target': action,
          authorization: request.headers.authorization ?? '',
        },
        body: parameters,
      });
    if (target !== DELETE_MANY) {
      const answer = await ask(target, body);
      response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(await answer.text());
      return;
    }
    const { PartitionsToDelete, ...table } = JSON.parse(body);
    const errors: object[] = [];
    for (const { Values } of PartitionsToDelete) {
      const one = JSON.stringify({ ...table, PartitionValues: Values });
      const answer = await ask('AWSGlue.DeletePartition', one);
      const ErrorDetail = { ErrorCode: 'EntityNotFoundException' };
      if (!answer.ok) errors.push({ PartitionValues: Values, ErrorDetail });
    }
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify({ Errors: errors }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  return `http://127.0.0.1:${address.port}`;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

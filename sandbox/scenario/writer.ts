import {
  type CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
  ResourceAlreadyExistsException,
} from '@aws-sdk/client-cloudwatch-logs';
import { batches } from './batches.ts';
import type { Line, Service } from './service.ts';

/** Writes as the programs would: through the AWS SDK, into log groups and streams of their own. */
export async function openGroups(client: CloudWatchLogsClient, services: readonly Service[]): Promise<void> {
  for (const { group, stream } of services) {
    await unlessThere(client.send(new CreateLogGroupCommand({ logGroupName: group })));
    await unlessThere(
      client.send(new CreateLogStreamCommand({ logGroupName: group, logStreamName: stream })),
    );
  }
}

export async function writeLines(
  client: CloudWatchLogsClient,
  service: Service,
  lines: Iterable<Line>,
): Promise<void> {
  for (const batch of batches(lines)) {
    await client.send(
      new PutLogEventsCommand({
        logGroupName: service.group,
        logStreamName: service.stream,
        logEvents: batch.map(({ at, text }) => ({ timestamp: at, message: text })),
      }),
    );
  }
}

async function unlessThere(call: Promise<unknown>): Promise<void> {
  await call.catch((error) => {
    if (!(error instanceof ResourceAlreadyExistsException)) throw error;
  });
}

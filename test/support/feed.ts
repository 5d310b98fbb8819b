import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Instant, Window } from '../../src/core/time.ts';
import type { Address } from './cloudwatch.ts';

/** An application that logs to one stream of a group of its own, by the AWS SDK. */
export interface Feed {
  put(lines: readonly { at: Instant; text: string }[]): Promise<void>;
  close(): void;
}

export async function openFeed(address: Address, logGroupName: string): Promise<Feed> {
  const { url: endpoint, region, ...credentials } = address;
  const client = new CloudWatchLogsClient({ region, endpoint, credentials });
  const names = { logGroupName, logStreamName: 'host-1' };
  await client.send(new CreateLogGroupCommand({ logGroupName }));
  await client.send(new CreateLogStreamCommand(names));
  return {
    put: async (lines) => {
      const logEvents = lines.map(({ at, text }) => ({ timestamp: at, message: text }));
      const { rejectedLogEventsInfo } = await client.send(new PutLogEventsCommand({ ...names, logEvents }));
      if (rejectedLogEventsInfo)
        throw new Error(`lines were refused: ${JSON.stringify(rejectedLogEventsInfo)}`);
    },
    close: () => client.destroy(),
  };
}

/** The lines in their order, over the whole window. */
export function spread(lines: readonly string[], { from, to }: Window): { at: Instant; text: string }[] {
  return lines.map((text, index) => ({ at: Math.floor(from + ((to - from) * index) / lines.length), text }));
}

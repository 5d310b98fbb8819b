import { FilterLogEventsCommand, PutRetentionPolicyCommand } from '@aws-sdk/client-cloudwatch-logs';
import { expect, test } from 'vitest';
import { DAY, HOUR } from '../../src/core/time.ts';
import { clientOf, localCloudWatch, writerOf } from '../support/cloudwatch.ts';

const GROUP = '/ecs/api';

async function world() {
  const server = await localCloudWatch({ throttle: false });
  const client = clientOf(server);
  const texts = async () => {
    const { events = [] } = await client.send(new FilterLogEventsCommand({ logGroupName: GROUP }));
    return events.map(({ message }) => message);
  };
  return { client, write: writerOf(server), texts };
}

test('what is too old, expired or too far ahead is not taken, and said so by index', async () => {
  const { client, write, texts } = await world();
  const now = Date.now();
  await write(GROUP, 'a', [[now, 'kept']]);
  expect(await write(GROUP, 'a', [[now - 15 * DAY, 'too old']])).toMatchObject({
    rejectedLogEventsInfo: { tooOldLogEventEndIndex: 1 },
  });
  expect(
    await write(GROUP, 'a', [
      [now, 'kept'],
      [now + 3 * HOUR, 'too new'],
    ]),
  ).toMatchObject({
    rejectedLogEventsInfo: { tooNewLogEventStartIndex: 1 },
  });
  await client.send(new PutRetentionPolicyCommand({ logGroupName: GROUP, retentionInDays: 1 }));
  expect(await write(GROUP, 'a', [[now - 2 * DAY, 'expired']])).toMatchObject({
    rejectedLogEventsInfo: { expiredLogEventEndIndex: 1 },
  });
  expect(await texts()).toEqual(['kept', 'kept']);
});

test.each([
  [
    'out of order',
    [
      [20, 'b'],
      [10, 'a'],
    ],
    'chronological order',
  ],
  [
    'over 24 hours long',
    [
      [0, 'a'],
      [DAY + 1, 'b'],
    ],
    'span more than 24 hours',
  ],
  ['over 1 MiB', [[0, 'x'.repeat(1_048_576)]], 'Upload too large'],
  ['of an empty message', [[0, '']], 'validation error'],
] as const)('a batch that is %s is refused whole', async (_, lines, message) => {
  const { write } = await world();
  const start = Date.now() - 2 * DAY;
  const events = lines.map(([after, text]): [number, string] => [start + after, text]);
  await expect(write(GROUP, 'a', events)).rejects.toThrow(message);
});

import {
  type CloudWatchLogsClient,
  SessionTimeoutException,
  StartLiveTailCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { UpstreamError } from '../../core/errors.ts';
import { type Asked, faultOf } from '../aws/fault.ts';

/** AWS takes no more log groups for one session. */
export const GROUPS_A_SESSION = 10;

/**
 * One session of Live Tail: yields, about once a second, the groups that have new lines (none, in a quiet second). Ends when AWS has had it open
 * for three hours; throws where it breaks off before. To leave the loop over it closes it at AWS too.
 */
export async function* tail(
  client: CloudWatchLogsClient,
  arns: readonly string[],
  asked: Asked,
  signal: AbortSignal,
): AsyncGenerator<Set<string>> {
  const leaving = new AbortController();
  const abortSignal = AbortSignal.any([signal, leaving.signal]);
  try {
    const command = new StartLiveTailCommand({ logGroupIdentifiers: [...arns] });
    const { responseStream = [] } = await client.send(command, { abortSignal });
    for await (const { sessionUpdate } of responseStream)
      yield new Set(sessionUpdate?.sessionResults?.map((line) => groupOf(line.logGroupIdentifier)));
  } catch (error) {
    if (error instanceof SessionTimeoutException) return;
    throw faultOf(error, asked);
  } finally {
    leaving.abort();
  }
  throw new UpstreamError('AWS_UNAVAILABLE', `${asked.about}: AWS broke off a Live Tail session`);
}

/** AWS names the group of a line by its ARN, by `<account>:<name>`, or by its name alone. */
function groupOf(identifier = ''): string {
  return identifier.replace(/:\*$/, '').split(':').at(-1) ?? '';
}

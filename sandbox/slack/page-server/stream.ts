import type { ServerResponse } from 'node:http';
import { SECOND } from '../../../src/core/time.ts';
import type { SlackContext } from '../context.ts';
import { channelIn } from '../feed.ts';
import { isVisible } from './state.ts';

const KEEP_ALIVE = 20 * SECOND;

/** Server-sent events of all that one person can see, until they leave or the server stops. */
export function streamTo(response: ServerResponse, { feed, workspace }: SlackContext, user: string): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    connection: 'keep-alive',
  });
  response.write(': the sandbox speaks\n\n');
  const end = feed.listen(({ event, to }) => {
    const channel = workspace.channel(channelIn(event) ?? '');
    if (to !== undefined ? to !== user : channel && !isVisible(channel, user)) return;
    response.write(`data: ${JSON.stringify(event)}\n\n`);
  });
  const timer = setInterval(() => response.write(': still here\n\n'), KEEP_ALIVE).unref();
  response.on('close', () => {
    clearInterval(timer);
    end();
  });
}

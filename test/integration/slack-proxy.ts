import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** What happens to one call: it passes; its reply gets lost after Slack has done it; or Slack is not reached. */
export type Fate = 'pass' | 'lose reply' | 'refuse';

export interface SlackProxy {
  /** `slackApiUrl`. */
  api: string;
  /** Methods that were called, in order, with their arguments. */
  calls: { method: string; args: URLSearchParams }[];
  /** Decides about the next calls. */
  fate: (method: string) => Fate;
}

/** A bad line to Slack: the server behind it is real, the calls are real, some replies are 503. */
export async function openProxy(api: string): Promise<SlackProxy> {
  const proxy: SlackProxy = { api: '', calls: [], fate: () => 'pass' };
  const server = createServer(async (request, response) => {
    const method = (request.url ?? '').replace('/api/', '');
    const body = await text(request);
    proxy.calls.push({ method, args: new URLSearchParams(body) });
    const fate = proxy.fate(method);
    if (fate === 'refuse') return response.writeHead(503).end();
    const headers = {
      'content-type': request.headers['content-type'] ?? '',
      authorization: request.headers.authorization ?? '',
    };
    const reply = await fetch(new URL(method, api), { method: 'POST', headers, body });
    const answer = await reply.text();
    if (fate === 'lose reply') return response.writeHead(503).end();
    const retryAfter = reply.headers.get('retry-after');
    const type = { 'content-type': 'application/json' };
    return response
      .writeHead(reply.status, retryAfter ? { ...type, 'retry-after': retryAfter } : type)
      .end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  proxy.api = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
  return proxy;
}

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { silentLog } from '../../src/core/log.ts';
import { openSocket } from '../../src/slack/socket.ts';

/** A Slack that says what the sandbox never would. */
async function openStrangeSlack() {
  const server = createServer((request, response) => {
    const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/link`;
    request.resume();
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ ok: true, url }));
  });
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket) => socket.send(JSON.stringify({ type: 'hello' })));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets.clients) socket.terminate();
    server.close();
  });
  return { sockets, api: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/` };
}

test('an envelope without an inner event is survived, and the next one is answered', async () => {
  const { sockets, api } = await openStrangeSlack();
  const settings = { botToken: 'xoxb-1', appToken: 'xapp-1', apiUrl: api, channel: 'C1' };
  const warnings: string[] = [];
  const log = { ...silentLog, warn: (_: object, message: string) => void warnings.push(message) };
  const connection = openSocket(settings, log);
  onTestFinished(() => connection.stop());
  connection.receiver.init({ processEvent: ({ ack }: { ack: () => Promise<void> }) => ack() } as never);
  await connection.start();
  const [socket] = [...sockets.clients];
  socket?.send(
    JSON.stringify({ type: 'events_api', envelope_id: '1', payload: { type: 'app_rate_limited' } }),
  );
  socket?.send(JSON.stringify({ type: 'slash_commands', envelope_id: '2', payload: { command: '/sysmon' } }));
  const [answer] = await once(socket ?? sockets, 'message');
  expect(JSON.parse(String(answer))).toMatchObject({ envelope_id: '2' });
  expect(warnings).toEqual(['a message of Slack was not understood']);
});

test('a socket that breaks is opened again at once', async () => {
  const { sockets, api } = await openStrangeSlack();
  const connection = openSocket(
    { botToken: 'xoxb-1', appToken: 'xapp-1', apiUrl: api, channel: 'C1' },
    silentLog,
  );
  onTestFinished(() => connection.stop());
  await connection.start();
  const again = once(sockets, 'connection');
  for (const socket of sockets.clients) socket.terminate();
  await again;
});

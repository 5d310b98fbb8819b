import { getSdk } from 'balena-sdk';
import { expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../src/core/time.ts';
import { localBalena } from '../support/balena.ts';

/** The SDK as anyone would use it. */
async function client(token?: string) {
  const balena = await localBalena();
  const sdk = getSdk({ apiUrl: balena.apiUrl, dataDirectory: false });
  await sdk.auth.loginWithToken(token ?? balena.token);
  return { ...balena, sdk };
}

test('the SDK finds a device, its history and its live log', async () => {
  const { sdk, hand } = await client();
  const { uuid, device_name: name } = hand.devices()[0] ?? {};
  const device = await sdk.models.device.get(String(uuid), { $select: ['device_name'] });
  expect(device).toEqual({ device_name: name });
  const history = await sdk.logs.history(String(uuid), { count: 5 });
  expect(history).toHaveLength(5);
  const log = await sdk.logs.subscribe(String(uuid));
  const heard = new Promise((resolve) => log.on('line', resolve));
  const saying = setInterval(() => hand.say(String(uuid), 'hello'), 20);
  expect(await heard).toMatchObject({ isSystem: false });
  clearInterval(saying);
  log.unsubscribe();
});

test('pages with $top and $skip hold every device once', async () => {
  const { sdk } = await client();
  const page = ($skip: number) =>
    sdk.pine.get({
      resource: 'device',
      options: { $select: 'uuid', $orderby: { id: 'asc' }, $top: 20, $skip },
    });
  const pages = await Promise.all([0, 20, 40, 60].map(page));
  expect(pages.map(({ length }) => length)).toEqual([20, 20, 2, 0]);
  expect(new Set(pages.flat().map(({ uuid }) => uuid)).size).toBe(42);
});

test('a wrong token, an unknown field and an unknown device are refused as balena does', async () => {
  const { sdk, apiUrl, hand } = await client();
  const status = async (path: string, token: string) => {
    const reply = await fetch(new URL(path, apiUrl), { headers: { Authorization: `Bearer ${token}` } });
    return reply.status;
  };
  expect(await status('/v7/device?$select=id', 'wrong')).toBe(401);
  await expect(
    sdk.pine.get({ resource: 'device', options: { $filter: { note: 'x' } } }),
  ).rejects.toMatchObject({
    statusCode: 400,
  });
  await expect(sdk.request.send({ url: '/device/v2/nobody/logs', baseUrl: apiUrl })).rejects.toMatchObject({
    statusCode: 404,
  });
  expect(hand.calls.get('logs')).toBe(1);
});

test('too many calls are refused with when to come again', async () => {
  const { apiUrl, token } = await localBalena({ callsPerSecond: 0.1 });
  const headers = { Authorization: `Bearer ${token}` };
  const ask = () => fetch(new URL('/v7/application?$select=id', apiUrl), { headers });
  expect((await ask()).status).toBe(200);
  const refused = await ask();
  expect([refused.status, Number(refused.headers.get('Retry-After'))]).toEqual([429, 10]);
});

test('in the story a device leaves after some minutes and one flaps, the others stay; a restart goes on with it', async () => {
  const { hand, time } = await client();
  const offline = () =>
    hand
      .devices()
      .filter(({ api_heartbeat_state: state }) => state === 'offline')
      .map(({ device_name: name }) => name);
  expect(offline()).toEqual([]);
  time.shift = 4.5 * MINUTE;
  expect(offline()).toEqual(expect.arrayContaining(['kiosk-leipzig-01', 'gate-leipzig-01']));
  time.shift = HOUR;
  expect(offline()).toEqual([]);
  expect(hand.devices().every((row) => JSON.stringify(row.is_running__release).includes('raw_version'))).toBe(
    true,
  );
});

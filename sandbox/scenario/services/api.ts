import type { Chance } from '../chance.ts';
import type { Trouble } from '../incidents.ts';
import type { Service } from '../service.ts';

type Route = readonly [method: string, path: string, medianMs: number];

const CHECKOUT: Route = ['POST', '/v1/checkout', 180];
const ROUTES: readonly [Route, ...Route[]] = [
  ['GET', '/v1/products', 35],
  ['GET', '/v1/products/:id', 22],
  ['POST', '/v1/cart', 48],
  ['GET', '/v1/orders/:id', 60],
  CHECKOUT,
  ['GET', '/v1/search', 120],
];

/** A JSON log in the manner of pino: one line a request. */
export const api: Service = {
  group: '/ecs/api',
  stream: 'api/web/7f3c21',
  rate: 2,
  write: (at, chance, trouble) => [{ at, text: JSON.stringify(request(at, chance, trouble)) }],
};

function request(at: number, chance: Chance, trouble: Trouble | undefined) {
  const troubled = trouble?.kind === 'pool-exhausted' && chance.next() < 0.6;
  const [method, route, median] = troubled ? CHECKOUT : chance.pick(ROUTES);
  const status = statusOf(troubled, chance);
  const failed = status >= 500;
  return {
    level: levelOf(status),
    time: at,
    pid: 17,
    hostname: 'ip-10-0-1-17',
    name: 'api',
    reqId: `req-${chance.hex(6)}`,
    'trace.id': chance.hex(32),
    req: { method, url: route.replace(':id', String(chance.between(10_000, 99_999))) },
    res: { statusCode: status },
    responseTime: Math.round(troubled ? chance.around(4_800, 0.1) : chance.around(median, 0.5)),
    msg: failed ? `upstream checkout answered ${status}` : 'request completed',
  };
}

function statusOf(troubled: boolean, chance: Chance): number {
  if (troubled) return chance.pick([502, 504, 504]);
  const luck = chance.next();
  if (luck < 0.004) return 500;
  if (luck < 0.03) return chance.pick([400, 401, 404, 404]);
  return 200;
}

function levelOf(status: number): number {
  if (status >= 500) return 50;
  return status >= 400 ? 40 : 30;
}

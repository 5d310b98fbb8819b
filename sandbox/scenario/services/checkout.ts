import type { Instant } from '../../../src/core/time.ts';
import type { Chance } from '../chance.ts';
import type { Line, Service } from '../service.ts';

/** A Node program with a text log: its stack traces come line by line, as containers write them. */
export const checkout: Service = {
  group: '/ecs/checkout',
  stream: 'checkout/app/51d0e7',
  rate: 0.8,
  write: (at, chance, trouble) => {
    if (trouble?.kind === 'pool-exhausted' && chance.next() < 0.8) return poolExhausted(at, chance);
    if (chance.next() < 0.004) return declined(at, chance);
    return [
      line(
        at,
        'INFO',
        `order ${orderId(chance)} placed by user ${chance.between(1_000, 9_999)} in ${chance.between(80, 400)} ms`,
      ),
    ];
  },
};

function poolExhausted(at: Instant, chance: Chance): Line[] {
  const trace = [
    `ERROR order ${orderId(chance)} failed: TimeoutError: connection pool exhausted, no connection after 5000 ms`,
    '    at Pool.acquire (/app/node_modules/tarn/dist/Pool.js:184:19)',
    '    at async OrderRepository.insert (/app/src/orders/repository.js:41:22)',
    '    at async placeOrder (/app/src/orders/place.js:67:17)',
    '    at async /app/src/server.js:112:5',
  ];
  return trace.map((text, index) => ({
    at,
    text: index === 0 ? `${new Date(at).toISOString()} ${text}` : text,
  }));
}

function declined(at: Instant, chance: Chance): Line[] {
  const card = `4${chance.between(10 ** 5, 10 ** 6 - 1)}`;
  return [
    line(
      at,
      'WARN',
      `card declined for order ${orderId(chance)}: insufficient_funds (card starting ${card.slice(0, 4)})`,
    ),
  ];
}

function line(at: Instant, level: string, text: string): Line {
  return { at, text: `${new Date(at).toISOString()} ${level} ${text}` };
}

function orderId(chance: Chance): string {
  return `ord_${chance.hex(10)}`;
}

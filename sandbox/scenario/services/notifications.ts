import type { Service } from '../service.ts';

/** A Lambda function: what the platform writes around each invocation, and one line of its own. */
export const notifications: Service = {
  group: '/aws/lambda/notifications',
  stream: '$LATEST/9d21',
  rate: 0.3,
  write: (at, chance, trouble) => {
    const id = [8, 4, 4, 4, 12].map((length) => chance.hex(length)).join('-');
    const slow = trouble?.kind === 'provider-down' && chance.next() < 0.7;
    const duration = slow ? 3_000 : Math.round(chance.around(180, 0.4));
    const report = `REPORT RequestId: ${id}\tDuration: ${duration}.00 ms\tBilled Duration: ${duration} ms\tMemory Size: 256 MB\tMax Memory Used: ${chance.between(88, 110)} MB`;
    const outcome = slow
      ? `${new Date(at + duration).toISOString()} ${id} Task timed out after 3.00 seconds`
      : `${new Date(at).toISOString()}\t${id}\tINFO\tsent ${chance.pick(['email', 'push', 'sms'])} order_confirmation`;
    return [
      { at, text: `START RequestId: ${id} Version: $LATEST` },
      { at: at + duration, text: outcome },
      { at: at + duration, text: `END RequestId: ${id}` },
      { at: at + duration, text: report },
    ];
  },
};

import type { FastifyInstance, FastifyRequest } from 'fastify';

/** What a call meets instead of its answer. */
type Trouble =
  | { type: 'status'; status: number; headers?: Record<string, string>; body?: unknown }
  /** The answer never comes. */
  | { type: 'silence' }
  /** The connection breaks. */
  | { type: 'reset' };

export interface Fault {
  /** E.g. `POST /rest/api/3/issue`; the path is compared whole, without its query. */
  call: string;
  trouble: Trouble;
  /** `after`: the call takes its effect, and only the answer is lost. */
  when: 'before' | 'after';
  /** How many calls meet it; 1 if not given. */
  times?: number;
}

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
}

/** Outages on demand. */
export function installFaults(app: FastifyInstance): Faults {
  let faults: (Fault & { left: number })[] = [];

  function meet(request: FastifyRequest, when: Fault['when']): Trouble | undefined {
    const call = `${request.method} ${request.url.split('?')[0]}`;
    const fault = faults.find((one) => one.call === call && one.when === when && one.left > 0);
    if (!fault) return undefined;
    fault.left -= 1;
    return fault.trouble;
  }

  app.addHook('preHandler', async (request, reply) => {
    const trouble = meet(request, 'before');
    if (!trouble) return;
    if (trouble.type !== 'status') return cutOff(request, trouble);
    return reply
      .code(trouble.status)
      .headers(trouble.headers ?? {})
      .send(trouble.body ?? plainBody(trouble.status));
  });

  app.addHook('onSend', async (request, reply, payload) => {
    const trouble = meet(request, 'after');
    if (!trouble) return payload;
    if (trouble.type !== 'status') return cutOff(request, trouble);
    reply.code(trouble.status).headers({ 'content-type': 'application/json', ...trouble.headers });
    return JSON.stringify(trouble.body ?? plainBody(trouble.status));
  });

  return {
    add: (fault) => {
      faults = [...faults.filter(({ left }) => left > 0), { ...fault, left: fault.times ?? 1 }];
    },
    clear: () => {
      faults = [];
    },
  };
}

/** Never comes back: the connection ends now, or when the server or the client closes it. */
function cutOff(request: FastifyRequest, trouble: Trouble): Promise<never> {
  if (trouble.type === 'reset') request.raw.socket.resetAndDestroy();
  return new Promise<never>(() => {});
}

function plainBody(status: number): object {
  return { errorMessages: [`The sandbox answers ${status} on demand.`], errors: {} };
}

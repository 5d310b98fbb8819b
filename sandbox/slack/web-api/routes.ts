import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { SlackContext } from '../context.ts';
import { SlackError, slackError } from '../slack-error.ts';
import { authorize } from './authorize.ts';
import { METHODS } from './index.ts';
import type { Raw } from './method.ts';

const Arguments = z.record(z.string(), z.unknown()).catch({});

/** `/api/<method>`: a form, JSON or a query in, `{ok}` out. */
export function webApiRoutes(server: FastifyInstance, context: SlackContext): void {
  server.route<{ Params: { method: string } }>({
    method: ['GET', 'POST'],
    url: '/api/:method',
    handler: async (request, reply) => {
      const raw = { ...Arguments.parse(request.query), ...Arguments.parse(request.body) };
      try {
        return { ok: true, ...(await call(request.params.method, raw, tokenOf(request, raw), context)) };
      } catch (error) {
        return refuse(error, reply, context);
      }
    },
  });
}

async function call(
  name: string,
  raw: Raw,
  token: string | undefined,
  context: SlackContext,
): Promise<object> {
  const method = METHODS.get(name);
  if (!method) throw slackError('unknown_method', { req_method: name });
  const caller = authorize(method, token, context.credentials);
  if (context.settings.rateLimits) context.limits.take(name, method.tier, String(raw.channel));
  return method.run(raw, context, caller);
}

function tokenOf(request: FastifyRequest, raw: Raw): string | undefined {
  const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  return bearer ?? (typeof raw.token === 'string' ? raw.token : undefined);
}

function refuse(error: unknown, reply: FastifyReply, { log }: SlackContext): object {
  if (!(error instanceof SlackError)) throw error;
  const { retryAfter, ...details } = error.details;
  if (error.code === 'ratelimited') reply.code(429).header('retry-after', String(retryAfter));
  log.debug({ error: error.code, details }, 'refused a call');
  return { ok: false, error: error.code, ...details };
}

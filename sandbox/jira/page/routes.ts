import type { IncomingHttpHeaders } from 'node:http';
import formbody from '@fastify/formbody';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { refused } from '../jira-error.ts';
import { issueOr404, type Site } from '../site.ts';
import { keyOf } from '../state.ts';
import { TRANSITIONS } from '../world.ts';
import { issuePage } from './issue-page.ts';
import { listPage } from './list-page.ts';

const Path = z.object({ issue: z.string() });
const Transition = z.object({ id: z.string() });
/** Nothing on these pages is a script: a log line can't become one. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'";

/** The pages for people. */
export async function installPages(app: FastifyInstance, site: Site): Promise<void> {
  const { state, clock } = site;
  await app.register(formbody);
  const show = (reply: FastifyReply, page: string) =>
    reply.header('content-security-policy', POLICY).type('text/html; charset=utf-8').send(page);

  app.get('/', (_request, reply) => reply.redirect('/browse'));
  app.get('/browse', (_request, reply) => show(reply, listPage(state.all())));
  app.get('/browse/:issue', (request, reply) =>
    show(reply, issuePage(issueOr404(site, Path.parse(request.params).issue))),
  );

  app.post('/browse/:issue/transition', async (request, reply) => {
    const issue = issueOr404(site, Path.parse(request.params).issue);
    const { id } = Transition.parse(request.body);
    const transition = TRANSITIONS.find((one) => one.id === id);
    if (!transition || isForeign(request.headers)) throw refused('There is no such transition.');
    await state.record({ type: 'transition', at: clock.now(), id: issue.id, status: transition.to.id });
    return reply.redirect(`/browse/${keyOf(issue)}`, 303);
  });
}

/** A form on someone else's page may not press our buttons. */
function isForeign({ origin, host }: IncomingHttpHeaders): boolean {
  return origin !== undefined && origin !== `http://${host}`;
}

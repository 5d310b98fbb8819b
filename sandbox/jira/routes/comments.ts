import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { adfFault, isDocument } from '../adf-schema.ts';
import { missing, refused } from '../jira-error.ts';
import { issueOr404, type Site } from '../site.ts';
import { BOT } from '../world.ts';

const Path = z.object({ issue: z.string(), comment: z.string().default('') });
const Comment = z.object({
  body: z.unknown(),
  properties: z.array(z.object({ key: z.string(), value: z.unknown() })).default([]),
});
const Page = z.object({
  startAt: z.coerce.number().int().default(0),
  maxResults: z.coerce.number().int().default(100),
  orderBy: z.enum(['created', '+created', '-created']).default('created'),
});

export function commentRoutes(app: FastifyInstance, site: Site): void {
  const { state, views, clock } = site;

  app.get('/issue/:issue/comment', async (request) => {
    const issue = issueOr404(site, Path.parse(request.params).issue);
    const { startAt, maxResults, orderBy } = Page.parse(request.query);
    const ordered = orderBy === '-created' ? issue.comments.toReversed() : issue.comments;
    const page = ordered.slice(startAt, startAt + maxResults);
    const comments = page.map((comment) => views.comment(issue, comment));
    return { startAt, maxResults, total: issue.comments.length, comments };
  });

  app.get('/issue/:issue/comment/:comment', async (request) => {
    const path = Path.parse(request.params);
    const issue = issueOr404(site, path.issue);
    const comment = issue.comments.find(({ id }) => id === path.comment);
    if (!comment) throw missing(`Can not find a comment for the id: ${path.comment}.`);
    return views.comment(issue, comment);
  });

  app.post('/issue/:issue/comment', async (request, reply) => {
    const issue = issueOr404(site, Path.parse(request.params).issue);
    const { body, properties } = Comment.parse(request.body ?? {});
    const fault = adfFault(body);
    if (fault || !isDocument(body)) throw refused(fault ?? 'INVALID_INPUT');
    const id = String(Number(issue.id) * 100 + issue.comments.length);
    const comment = { id, author: BOT.accountId, body, at: clock.now(), properties };
    await state.record({ type: 'comment', at: comment.at, id: issue.id, comment });
    return reply.code(201).send(views.comment(issue, comment));
  });
}

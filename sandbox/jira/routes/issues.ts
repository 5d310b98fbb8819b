import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { changedFields, newFields } from '../fields.ts';
import { refused } from '../jira-error.ts';
import { issueOr404, type Site } from '../site.ts';
import { keyOf } from '../state.ts';
import { BOT } from '../world.ts';
import { emptyReply } from './empty-reply.ts';

const Path = z.object({ issue: z.string() });
const FieldsBody = z.object({ fields: z.record(z.string(), z.unknown()).default({}) });
export const Names = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((given) => [given].flat().flatMap((part) => part.split(',')));
const Assignee = z.object({ accountId: z.string().nullable() });

export function issueRoutes(app: FastifyInstance, site: Site): void {
  const { state, views, clock } = site;

  app.post('/issue', async (request, reply) => {
    const { fields } = FieldsBody.parse(request.body ?? {});
    const number = state.nextNumber();
    const at = clock.now();
    try {
      await state.record({ type: 'create', at, number, fields: newFields(fields), reporter: BOT.accountId });
    } catch (error) {
      await state.record({ type: 'waste', at, number });
      throw error;
    }
    const issue = issueOr404(site, keyOf({ number }));
    const self = `${site.url()}/rest/api/3/issue/${issue.id}`;
    return reply.code(201).send({ id: issue.id, key: keyOf(issue), self });
  });

  app.get('/issue/:issue', async (request) => {
    const issue = issueOr404(site, Path.parse(request.params).issue);
    const { fields } = z.object({ fields: Names }).parse(request.query);
    return views.issue(issue, fields.length > 0 ? fields : ['*all']);
  });

  app.put('/issue/:issue', async (request, reply) => {
    const { id } = issueOr404(site, Path.parse(request.params).issue);
    const { fields } = FieldsBody.parse(request.body ?? {});
    await state.record({ type: 'edit', at: clock.now(), id, fields: changedFields(fields) });
    return emptyReply(reply);
  });

  app.delete('/issue/:issue', async (request, reply) => {
    const { id } = issueOr404(site, Path.parse(request.params).issue);
    await state.record({ type: 'delete', at: clock.now(), id });
    return emptyReply(reply);
  });

  app.put('/issue/:issue/assignee', async (request, reply) => {
    const { id } = issueOr404(site, Path.parse(request.params).issue);
    const assignee = Assignee.safeParse(request.body);
    if (!assignee.success) throw refused('accountId is required.');
    await state.record({
      type: 'edit',
      at: clock.now(),
      id,
      fields: changedFields({ assignee: assignee.data }),
    });
    return emptyReply(reply);
  });
}

import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { missing, refused } from '../jira-error.ts';
import { issueOr404, type Site } from '../site.ts';
import { TRANSITIONS } from '../world.ts';
import { emptyReply } from './empty-reply.ts';

const Path = z.object({ issue: z.string(), property: z.string().default('') });
const Transition = z.object({ transition: z.object({ id: z.coerce.string() }) });
const Link = z.object({
  globalId: z.string().max(255).optional(),
  object: z.object({ url: z.string(), title: z.string() }),
});

/** Transitions, properties and remote links of an issue. */
export function detailRoutes(app: FastifyInstance, site: Site): void {
  const { state, views, clock, url } = site;
  const selfOf = (issueId: string, rest: string) => `${url()}/rest/api/3/issue/${issueId}/${rest}`;

  app.get('/issue/:issue/transitions', async (request) => {
    issueOr404(site, Path.parse(request.params).issue);
    const transitions = TRANSITIONS.map(({ id, name, to }) => ({
      id,
      name,
      to: views.status(to),
      hasScreen: false,
      isGlobal: true,
      isInitial: false,
      isAvailable: true,
      isConditional: false,
    }));
    return { expand: 'transitions', transitions };
  });

  app.post('/issue/:issue/transitions', async (request, reply) => {
    const { id } = issueOr404(site, Path.parse(request.params).issue);
    const body = Transition.safeParse(request.body);
    if (!body.success) throw refused('Missing "transition" identifier');
    const transition = TRANSITIONS.find((one) => one.id === body.data.transition.id);
    if (!transition) throw refused(`Transition id '${body.data.transition.id}' is not valid for this issue.`);
    await state.record({ type: 'transition', at: clock.now(), id, status: transition.to.id });
    return emptyReply(reply);
  });

  app.get('/issue/:issue/properties/:property', async (request) => {
    const { issue, property } = Path.parse(request.params);
    const { properties } = issueOr404(site, issue);
    if (!(property in properties)) throw missing(`The property with key '${property}' does not exist.`);
    return { key: property, value: properties[property] };
  });

  app.put('/issue/:issue/properties/:property', async (request, reply) => {
    const { issue, property } = Path.parse(request.params);
    const { id, properties } = issueOr404(site, issue);
    if (request.body === undefined) throw refused('Property value cannot be empty.');
    await state.record({ type: 'property', at: clock.now(), id, key: property, value: request.body });
    return reply.code(property in properties ? 200 : 201).send({});
  });

  app.get('/issue/:issue/remotelink', async (request) => {
    const { id, links } = issueOr404(site, Path.parse(request.params).issue);
    return links.map((link) => ({ self: selfOf(id, `remotelink/${link.id}`), ...link }));
  });

  app.post('/issue/:issue/remotelink', async (request, reply) => {
    const { id, links } = issueOr404(site, Path.parse(request.params).issue);
    const body = Link.safeParse(request.body);
    if (!body.success) throw refused('The link needs an object with url and title.');
    const { globalId, object } = body.data;
    const same = links.find((link) => globalId !== undefined && link.globalId === globalId);
    const link = { id: same?.id ?? 10_000 + links.length, object, ...(globalId && { globalId }) };
    await state.record({ type: 'link', at: clock.now(), id, link });
    return reply.code(same ? 200 : 201).send({ id: link.id, self: selfOf(id, `remotelink/${link.id}`) });
  });
}

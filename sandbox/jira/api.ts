import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { JiraError, missing } from './jira-error.ts';
import { commentRoutes } from './routes/comments.ts';
import { detailRoutes } from './routes/details.ts';
import { issueRoutes } from './routes/issues.ts';
import { peopleRoutes } from './routes/people.ts';
import { projectRoutes } from './routes/projects.ts';
import { searchRoutes } from './routes/search.ts';
import type { Site } from './site.ts';
import { BOT } from './world.ts';

/** The REST API, for the bot's account alone. */
export function installApi(api: FastifyInstance, site: Site, apiToken: string): void {
  const expected = Buffer.from(`Basic ${Buffer.from(`${BOT.emailAddress}:${apiToken}`).toString('base64')}`);
  api.addHook('onRequest', async (request, reply) => {
    const given = Buffer.from(request.headers.authorization ?? '');
    if (given.length === expected.length && timingSafeEqual(given, expected)) return;
    reply.header('www-authenticate', 'OAuth realm="sandbox"');
    throw new JiraError(401, ['Client must be authenticated to access this resource.']);
  });
  api.setNotFoundHandler((request) => {
    throw missing(`null for uri: ${site.url()}${request.url}`);
  });
  for (const install of [
    issueRoutes,
    commentRoutes,
    detailRoutes,
    searchRoutes,
    projectRoutes,
    peopleRoutes,
  ]) {
    install(api, site);
  }
}

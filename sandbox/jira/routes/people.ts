import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { missing, refused } from '../jira-error.ts';
import { issueOr404, type Site } from '../site.ts';
import { BOT, type JiraPerson, PEOPLE, PROJECT } from '../world.ts';
import { sliceOf } from './paging.ts';

const Search = z.object({
  query: z.string().optional(),
  accountId: z.string().optional(),
  project: z.string().optional(),
  issueKey: z.string().optional(),
});
type Search = z.infer<typeof Search>;

export function peopleRoutes(app: FastifyInstance, site: Site): void {
  const { views } = site;

  app.get('/myself', async () => ({ ...views.person(BOT), locale: 'en_US' }));

  app.get('/user/search', async (request) => {
    const search = Search.parse(request.query);
    if (search.query === undefined && search.accountId === undefined) {
      throw refused('At least one query parameter was expected: query, accountId or property.');
    }
    return sliceOf(found(search), request.query).map(views.person);
  });

  app.get('/user/assignable/search', async (request) => {
    const search = Search.parse(request.query);
    if (search.issueKey) issueOr404(site, search.issueKey);
    else if (!search.project) throw refused('Either the project or the issueKey must be specified.');
    if (search.project && ![PROJECT.key, PROJECT.id].some((one) => one === search.project)) {
      throw missing(`No project could be found with key '${search.project}'.`);
    }
    return sliceOf(found(search), request.query).map(views.person);
  });
}

/** By the start of a word of the name, or of the e-mail address, as Jira does. */
function found({ query = '', accountId }: Search): JiraPerson[] {
  const start = query.toLowerCase();
  return PEOPLE.filter((person) => {
    if (accountId !== undefined) return person.accountId === accountId;
    const words = [...person.displayName.split(' '), person.displayName, person.emailAddress];
    return words.some((word) => word.toLowerCase().startsWith(start));
  });
}

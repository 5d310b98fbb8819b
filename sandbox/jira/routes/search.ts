import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { JiraError, refused } from '../jira-error.ts';
import { offsetOf, pageToken, searchIssues } from '../jql/search.ts';
import type { Site } from '../site.ts';
import { Names } from './issues.ts';

const Ids = z.union([z.coerce.string(), z.array(z.coerce.string())]).default([]);
const Request = z.object({
  jql: z.string().default(''),
  maxResults: z.coerce.number().int().default(50),
  nextPageToken: z.string().optional(),
  fields: Names,
  reconcileIssues: Ids.transform((ids) => [ids].flat()),
});

const REMOVED =
  'The requested API has been removed. Please migrate to the /rest/api/3/search/jql API. A full migration guideline is available at https://developer.atlassian.com/changelog/#CHANGE-2046';

export function searchRoutes(app: FastifyInstance, { state, views }: Site): void {
  function search(given: unknown) {
    const request = Request.safeParse(given);
    if (!request.success)
      throw refused('Invalid request payload. Refer to the REST API documentation and try again.');
    const { jql, maxResults, nextPageToken, fields, reconcileIssues } = request.data;
    if (reconcileIssues.length > 50) throw refused('The reconcileIssues parameter takes at most 50 issues.');
    const found = searchIssues(state, jql, reconcileIssues);
    const start = offsetOf(jql, nextPageToken);
    const end = start + Math.min(Math.max(maxResults, 0), 5_000);
    const wanted = fields.filter((name) => name !== 'id' && name !== 'key');
    return {
      issues: found.slice(start, end).map((issue) => views.issue(issue, wanted)),
      isLast: end >= found.length,
      ...(end < found.length && { nextPageToken: pageToken(jql, end) }),
    };
  }

  app.post('/search/jql', async (request) => search(request.body));
  app.get('/search/jql', async (request) => search(request.query));
  const removed = async () => {
    throw new JiraError(410, [REMOVED]);
  };
  app.get('/search', removed);
  app.post('/search', removed);
}

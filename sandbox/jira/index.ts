import { join } from 'node:path';
import fastify from 'fastify';
import type { Log } from '../../src/core/log.ts';
import { type Clock, SECOND } from '../../src/core/time.ts';
import { installApi } from './api.ts';
import { type Fault, installFaults } from './faults.ts';
import { asJiraError } from './jira-error.ts';
import { installPages } from './page/routes.ts';
import type { Site } from './site.ts';
import { openState } from './state.ts';
import { tokenIn } from './token.ts';
import { viewsOf } from './views.ts';
import { BOT, PROJECT } from './world.ts';

export interface JiraOptions {
  /** 0 or none: any free port. */
  port?: number;
  /** Where issues and the token are kept. */
  folder: string;
  clock: Clock;
  log: Log;
  /** Milliseconds by which the search lags behind; 3,000 if not given. */
  indexLag?: number;
}

export interface SandboxJira {
  host: string;
  email: string;
  apiToken: string;
  project: string;
  /** The page for people. */
  url: string;
  /** Outages on demand. */
  fail(fault: Fault): void;
  /** Ends what `fail` began. */
  mend(): void;
  stop(): Promise<void>;
}

/** A Jira Cloud site on this machine: the part of the REST API that sysmon calls, as strict as the real one, and a page an issue. */
export async function startJira(options: JiraOptions): Promise<SandboxJira> {
  const { port = 0, folder, clock, log, indexLag = 3 * SECOND } = options;
  const apiToken = await tokenIn(folder);
  const state = await openState(join(folder, 'issues.jsonl'), clock, indexLag);
  const app = fastify({ forceCloseConnections: true, bodyLimit: 10 * 1024 * 1024 });
  app.setErrorHandler((error: Error, request, reply) => {
    const answer = asJiraError(error);
    if (answer.status >= 500) log.error({ url: request.url, error: String(error) }, 'sandbox Jira failed');
    return reply.code(answer.status).send(answer.body);
  });
  const faults = installFaults(app);
  const url = () => app.listeningOrigin;
  const site: Site = { state, views: viewsOf(url), clock, url };
  app.register(async (api) => installApi(api, site, apiToken), { prefix: '/rest/api/3' });
  app.register(async (pages) => installPages(pages, site));
  await app.listen({ port, host: '127.0.0.1' });
  return {
    host: url(),
    email: BOT.emailAddress,
    apiToken,
    project: PROJECT.key,
    url: `${url()}/browse`,
    fail: faults.add,
    mend: faults.clear,
    stop: async () => {
      await app.close();
    },
  };
}

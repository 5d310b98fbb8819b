import type { TestProject } from 'vitest/node';
import { type ElasticsearchServer, startElasticsearch } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** An Elasticsearch 9 for this run alone, with its superuser; null where there is none (said once, with how to have it). */
    elasticsearch: Pick<ElasticsearchServer, 'url' | 'username' | 'password'> | null;
  }
}

/** Starts the server that the tests of this project share. TEST_ELASTICSEARCH_URL (with user and password in it) names another one. */
export default async function start(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const { TEST_ELASTICSEARCH_URL: given } = process.env;
  if (given) {
    const { origin, username, password } = new URL(given);
    project.provide('elasticsearch', { url: origin, username, password });
    return undefined;
  }
  try {
    const { url, username, password, stop } = await startElasticsearch({ major: '9' });
    project.provide('elasticsearch', { url, username, password });
    return stop;
  } catch (error) {
    if (process.env.CI) throw error;
    console.log(
      `The tests on Elasticsearch are left out (${error}). Install Java 21 and Maven, or set TEST_ELASTICSEARCH_URL=http://user:password@host:9200.`,
    );
    project.provide('elasticsearch', null);
    return undefined;
  }
}

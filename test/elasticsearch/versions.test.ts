import { afterAll } from 'vitest';
import { eventQuestionsContract } from '../contract/event-questions.ts';
import { eventStoreContract } from '../contract/event-store.ts';
import { startElasticsearch } from '../support/elasticsearch/server.ts';
import { opener } from './server.ts';

/** The oldest release that sysmon works with; the other files run on the newest. */
const server = await startElasticsearch({ major: '8' });
const open = opener(server, 'versions');

eventStoreContract(open);
eventQuestionsContract(open);

afterAll(server.stop);

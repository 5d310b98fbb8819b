import { eventQuestionsContract } from '../contract/event-questions.ts';
import { eventStoreContract } from '../contract/event-store.ts';
import { opener, sharedServer } from './server.ts';

const open = opener(sharedServer(), 'events');

eventStoreContract(open);
eventQuestionsContract(open);

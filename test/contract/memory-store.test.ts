import { openMemoryStore } from '../support/memory-store.ts';
import { documentStoreContract } from './document-store.ts';
import { eventQuestionsContract } from './event-questions.ts';
import { eventStoreContract } from './event-store.ts';
import { seriesStoreContract } from './series-store.ts';

const open = async (clock: Parameters<typeof openMemoryStore>[0]['clock']) => openMemoryStore({ clock });

eventStoreContract(open);
eventQuestionsContract(open);
seriesStoreContract(open);
documentStoreContract(open);

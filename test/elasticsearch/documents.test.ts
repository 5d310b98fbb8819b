import { documentStoreContract } from '../contract/document-store.ts';
import { opener, sharedServer } from './server.ts';

const open = opener(sharedServer(), 'documents');

documentStoreContract(open);

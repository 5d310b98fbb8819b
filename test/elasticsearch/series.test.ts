import { seriesStoreContract } from '../contract/series-store.ts';
import { opener, sharedServer } from './server.ts';

const open = opener(sharedServer(), 'series');

seriesStoreContract(open);

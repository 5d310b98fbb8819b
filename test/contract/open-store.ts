import type { Clock } from '../../src/core/time.ts';
import type { Store } from '../../src/store/store.ts';

/** Opens a store with nothing in it. */
export type OpenStore = (clock: Clock) => Promise<Store>;

import { z } from 'zod';
import { type Clock, DAY } from '../core/time.ts';
import { collection } from '../store/collection.ts';
import type { DocumentStore } from '../store/document-store.ts';

/** Whether this workspace takes Slack's native chart. Its rollout comes in phases, so a refusal is tried again after a month. */
export interface NativeCharts {
  allowed(): Promise<boolean>;
  refused(): Promise<void>;
}

const ID = 'slack-native-charts';
const TRY_AGAIN = 30 * DAY;

export function openNativeCharts(documents: DocumentStore, clock: Clock): NativeCharts {
  const settings = collection(documents, 'setting', z.object({ refusedAt: z.number() }));
  return {
    allowed: async () => {
      const refusedAt = (await settings.get(ID))?.data.refusedAt;
      return refusedAt === undefined || clock.now() - refusedAt > TRY_AGAIN;
    },
    refused: async () => {
      await settings.change<never>(ID, () => ({ refusedAt: clock.now() }));
    },
  };
}

import { z } from 'zod';
import { Alert } from '../core/alert.ts';
import type { Instant } from '../core/time.ts';
import { collection } from '../store/collection.ts';
import type { DocumentStore } from '../store/document-store.ts';
import { isMuted, type Mute } from './lifecycle.ts';

/** A mute by fingerprint, so that the next episode of the problem is quiet too. `ended` once someone took it back. */
const MuteDocument = z.object({
  fingerprint: z.string(),
  title: z.string(),
  muted: Alert.shape.muted.unwrap(),
  ended: z.boolean(),
});

export interface Mutes {
  /** The mute that a new alert of this fingerprint begins with. */
  active(fingerprint: string, at: Instant): Promise<Mute | undefined>;
  /** Makes the document agree with the alert. */
  keep(alert: Alert): Promise<void>;
}

export function createMutes(documents: DocumentStore): Mutes {
  const mutes = collection(documents, 'mute', MuteDocument);
  return {
    async active(fingerprint, at) {
      const kept = await mutes.get(fingerprint);
      return kept && !kept.data.ended && isMuted(kept.data, at) ? kept.data.muted : undefined;
    },
    async keep({ fingerprint, title, muted }) {
      const former = await mutes.get(fingerprint);
      if (!muted && !former) return;
      await mutes.change(fingerprint, (kept) => {
        if (muted) return { fingerprint, title, muted, ended: false };
        return kept ? { ...kept, ended: true } : { refused: 'never muted' };
      });
    },
  };
}

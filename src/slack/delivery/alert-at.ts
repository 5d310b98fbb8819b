import type { DocumentStore } from '../../store/document-store.ts';
import { deliveries } from './record.ts';

/** The id of the alert whose message is at this place. */
export async function alertAt(
  channel: string,
  ts: string,
  documents: DocumentStore,
): Promise<string | undefined> {
  const [found] = await deliveries(documents).find({ where: { channel: [channel], ts: [ts] }, limit: 1 });
  return found?.id.startsWith('slack:') ? found.id.slice('slack:'.length) : undefined;
}

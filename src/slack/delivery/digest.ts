import { gatherDigest } from '../../alerts/digest.ts';
import type { DigestPeriod } from '../../core/digest-time.ts';
import type { Store } from '../../store/store.ts';
import { digestCard } from '../cards/digest.ts';
import { keepCurrent, type MessageTools } from './message.ts';
import { digestKey } from './record.ts';

/** Posts the digest of a period, once, however many workers come to it and however often. */
export async function postDigest(
  period: DigestPeriod,
  tools: MessageTools & { store: Store; channel: string },
): Promise<void> {
  const key = digestKey(period.id);
  const before = (await tools.deliveries.get(key))?.data;
  if (before?.shown === period.id && !before.intent) return;
  const digest = await gatherDigest(tools.store, period.window);
  const wish = {
    channel: tools.channel,
    shown: period.id,
    wanted: true,
    card: () => digestCard(period, digest),
    marker: { event_type: 'sysmon_digest', event_payload: { digestId: period.id } },
  };
  await keepCurrent(key, async () => wish, tools);
}

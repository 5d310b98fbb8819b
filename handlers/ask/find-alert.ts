import type { Alert } from '../../src/core/alert.ts';
import { type Refusal, refusal } from '../../src/core/refusal.ts';
import { alertAt } from '../../src/slack/delivery/alert-at.ts';
import type { HandlerContext } from '../handler.ts';
import type { Place } from './conversation.ts';

/** The alert that a person means: by its id, by the only open one of a service, or the one whose thread this is. */
export async function findAlert(
  name: string | undefined,
  place: Place | undefined,
  { alerts, store }: HandlerContext,
): Promise<Alert | Refusal> {
  if (name === undefined) {
    const id = place?.threadTs && (await alertAt(place.channel, place.threadTs, store.documents));
    const alert = id ? await alerts.get(id) : undefined;
    return alert?.data ?? refusal('say which alert, by its id, or say it in the thread of one');
  }
  const exact = await alerts.get(name);
  if (exact) return exact.data;
  const open = await alerts.list({ states: ['firing', 'acknowledged'] });
  const wanted = name.toLowerCase();
  const fitting = open.filter(
    ({ id, data }) => id.toLowerCase() === wanted || data.service?.toLowerCase() === wanted,
  );
  const [first, second] = fitting;
  if (first && !second) return first.data;
  if (second)
    return refusal(
      `${name} has ${fitting.length} open alerts: name one of ${fitting.map(({ id }) => id).join(', ')}`,
    );
  const ids = open
    .slice(0, 5)
    .map(({ id }) => id)
    .join(', ');
  return refusal(`no alert is called "${name}"; ${ids ? `open are ${ids}` : 'none is open'}`);
}

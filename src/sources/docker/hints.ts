import { UpstreamError } from '../../core/errors.ts';
import { happenedIn } from './actions.ts';
import { subjectOf } from './container.ts';
import type { Engine } from './engine/engine.ts';
import { faultOf } from './fault.ts';
import { type DockerSettings, isWanted } from './settings.ts';

/** Follows what happens to containers until stopped. What happened before it was connected is no loss: it hints then, and what is read shows it. */
export async function follow(
  engine: Engine,
  settings: DockerSettings,
  notify: () => void,
  signal: AbortSignal,
): Promise<void> {
  try {
    const events = await engine.follow();
    notify();
    for await (const event of events)
      if (happenedIn(event) && isWanted(settings, subjectOf(event).name)) notify();
  } catch (error) {
    if (signal.aborted) return;
    throw faultOf(error, 'follow events');
  }
  if (!signal.aborted) throw new UpstreamError('DOCKER_UNAVAILABLE', 'follow events: the daemon ended it');
}

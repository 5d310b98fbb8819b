import { SECOND } from '../../../core/time.ts';
import type { SourceDeps } from '../../source.ts';
import type { Access } from '../access.ts';
import type { Ask } from '../client.ts';
import { newestVersion } from '../list.ts';
import { type Asked, selection } from '../resource.ts';
import type { KubernetesSettings } from '../settings.ts';
import { watchOnce } from './watch-once.ts';

export interface Following {
  access: Access;
  ask: Ask;
  settings: KubernetesSettings;
  wait: SourceDeps['wait'];
}

/** A watch that ended sooner is not begun anew at once. */
const SHORTEST = SECOND;

/**
 * Watches a list until stopped, from where it is now; goes on where a watch ended, and from the newest version where that is forgotten. What lies
 * between is no loss: `notify` is called then too, and what is read shows it.
 */
export async function follow(
  asked: Asked,
  isNews: (object: unknown) => boolean,
  notify: () => void,
  { access, ask, settings, wait }: Following,
  signal: AbortSignal,
): Promise<void> {
  const query = selection(asked, settings);
  let version = '';
  while (!signal.aborted) {
    if (!version) {
      version = await newestVersion(ask, asked, query, signal);
      notify();
    }
    const began = performance.now();
    const onChange = (object: unknown) => {
      if (isNews(object)) notify();
    };
    const onVersion = (newest: string) => {
      version = newest;
    };
    const end = await watchOnce(access, { asked, query, version, onChange, onVersion }, signal);
    if (end === 'expired') version = '';
    if (performance.now() - began < SHORTEST) await wait(SHORTEST, signal).catch(() => {});
  }
}

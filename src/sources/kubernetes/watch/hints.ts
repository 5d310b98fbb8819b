import { EVENTS, PODS } from '../resource.ts';
import { scopesOf } from '../settings.ts';
import { type Following, follow } from './follow.ts';
import { podNews } from './news.ts';

/** Watches pods and warnings, in all namespaces that are read, until stopped. If one watch breaks, all end, and it throws. */
export async function watchAll(notify: () => void, following: Following, signal: AbortSignal): Promise<void> {
  const stopping = new AbortController();
  const either = AbortSignal.any([signal, stopping.signal]);
  const isPodNews = podNews();
  const watches = scopesOf(following.settings).flatMap((namespace) => [
    follow({ verb: 'watch', resource: PODS, namespace }, isPodNews, notify, following, either),
    follow({ verb: 'watch', resource: EVENTS, namespace }, () => true, notify, following, either),
  ]);
  try {
    await Promise.all(watches);
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    stopping.abort();
    await Promise.allSettled(watches);
  }
}

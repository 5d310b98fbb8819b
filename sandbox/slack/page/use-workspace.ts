import { useCallback, useEffect, useState } from 'react';
import type { Message, PageEvent, PageState } from '../page-api.ts';
import { follow, loadState } from './server.ts';
import { after } from './state.ts';

/** What came in a channel while the person looked elsewhere. */
export interface Unread {
  count: number;
  /** `ts` of the first. */
  since: string;
}
export type Unreads = Readonly<Record<string, Unread>>;

/** The workspace as one person sees it, kept current by the server. `current` is the channel they look at. */
export function useWorkspace(user: string, current: string) {
  const [state, setState] = useState<PageState>();
  const [online, setOnline] = useState(true);
  const [unreads, setUnreads] = useState<Unreads>({});

  useEffect(() => {
    const load = () => loadState(user).then(setState, () => setOnline(false));
    const onEvent = (event: PageEvent) => {
      setState((now) => now && after(now, event));
      if (event.type === 'message_posted') setUnreads((now) => counted(now, event.message));
    };
    return follow(user, onEvent, (isOpen) => {
      setOnline(isOpen);
      if (isOpen) load();
    });
  }, [user]);

  const read = useCallback((channel: string) => setUnreads(({ [channel]: _, ...others }) => others), []);
  useEffect(() => {
    if (current in unreads) read(current);
  }, [current, unreads, read]);
  return { state, online, unreads };
}

function counted(unreads: Unreads, { channel, ts, thread_ts, subtype }: Message): Unreads {
  const isReply = thread_ts !== undefined && thread_ts !== ts && subtype !== 'thread_broadcast';
  if (isReply) return unreads;
  const { count, since } = unreads[channel] ?? { count: 0, since: ts };
  return { ...unreads, [channel]: { count: count + 1, since } };
}

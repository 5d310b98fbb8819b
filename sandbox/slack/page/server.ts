import type { ActResult, Option, PageEvent, PageState } from '../page-api.ts';

/** The page's side of `page-api.ts`. */
export async function loadState(user: string): Promise<PageState> {
  const reply = await fetch(`/page/state${asked(user)}`);
  if (!reply.ok) throw new Error(`the sandbox answered ${reply.status}`);
  return reply.json();
}

/** Calls `onEvent` for each change, and `onLost` when the server went away; the browser connects again by itself. */
export function follow(
  user: string,
  onEvent: (event: PageEvent) => void,
  onConnection: (open: boolean) => void,
) {
  const source = new EventSource(`/page/stream${asked(user)}`);
  source.onmessage = ({ data }) => onEvent(JSON.parse(data));
  source.onopen = () => onConnection(true);
  source.onerror = () => onConnection(false);
  return () => source.close();
}

/** Without a name the server says who "you" are. */
function asked(user: string): string {
  return user ? `?user=${encodeURIComponent(user)}` : '';
}

const NOTHING: ActResult = { ok: false, ephemeral: [], messages: [] };

export async function act(what: string, body: object): Promise<ActResult> {
  try {
    return await post(what, body);
  } catch {
    return { ...NOTHING, error: 'The sandbox does not answer. Is sysmon still running?' };
  }
}

export async function loadOptions(body: object): Promise<Option[]> {
  const { options, option_groups: groups } = await post<{
    options?: Option[];
    option_groups?: { options: Option[] }[];
  }>('options', body).catch(() => ({ options: [], option_groups: [] }));
  return options ?? groups?.flatMap((group) => group.options) ?? [];
}

async function post<T>(what: string, body: object): Promise<T> {
  const reply = await fetch(`/act/${what}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return reply.json();
}

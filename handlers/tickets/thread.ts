import { z } from 'zod';
import type { Quote } from '../../src/core/ticket.ts';
import { SECOND } from '../../src/core/time.ts';
import type { Call } from '../../src/slack/call.ts';
import type { People } from '../../src/slack/people.ts';

export interface Thread {
  /** Of its first message. */
  ts: string;
  permalink: string | undefined;
  quotes: Quote[];
}

const Page = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      thread_ts: z.string().optional(),
      user: z.string().optional(),
      username: z.string().optional(),
      text: z.string().default(''),
    }),
  ),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});
type Message = z.infer<typeof Page>['messages'][number];

const Permalink = z.object({ permalink: z.string() });
/** Evidence beyond this is in the thread, one click away. */
const MOST_MESSAGES = 100;

/** The whole thread that a message stands in: who said what, when, with mentions as names. */
export async function readThread(
  channel: string,
  ts: string,
  { call, people }: { call: Call; people: People },
): Promise<Thread> {
  const messages = await readMessages(channel, ts, call);
  const quotes = await Promise.all(messages.map((message) => quoteOf(message, people)));
  const { permalink } = await call('chat.getPermalink', { channel, message_ts: ts }, Permalink);
  return { ts, permalink, quotes: quotes.filter(({ text }) => text.trim() !== '') };
}

async function readMessages(channel: string, ts: string, call: Call): Promise<Message[]> {
  const messages: Message[] = [];
  let cursor: string | undefined;
  do {
    const page = await call('conversations.replies', { channel, ts, limit: 100, cursor }, Page);
    messages.push(...page.messages);
    cursor = page.response_metadata?.next_cursor || undefined;
  } while (cursor && messages.length < MOST_MESSAGES);
  return messages.slice(0, MOST_MESSAGES);
}

async function quoteOf({ ts, user, username, text }: Message, people: People): Promise<Quote> {
  const author = user ? (await people.get(user)).name : (username ?? 'someone');
  return { author, at: Math.round(Number(ts) * SECOND), text: await readable(text, people) };
}

/** Slack's markup as people read it: names for mentions, labels for links, characters for entities. */
export async function readable(text: string, people: People): Promise<string> {
  const ids = [...new Set([...text.matchAll(/<@([A-Z0-9]+)/g)].flatMap(([, id]) => (id ? [id] : [])))];
  const known = await Promise.all(ids.map((id) => people.get(id)));
  const names = new Map(known.map(({ id, name }) => [id, name]));
  return text
    .replace(/<@([A-Z0-9]+)(?:\|[^>]*)?>/g, (_, id: string) => `@${names.get(id) ?? id}`)
    .replace(/<!date\^[^|>]*\|([^>]*)>/g, '$1')
    .replace(/<!(?:subteam\^[A-Z0-9]+\|)?@?([^>|]*)(?:\|[^>]*)?>/g, '@$1')
    .replace(/<#[A-Z0-9]+\|([^>]*)>/g, '#$1')
    .replace(/<([^>|]+)\|([^>]+)>/g, '$2 ($1)')
    .replace(/<([^>]+)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

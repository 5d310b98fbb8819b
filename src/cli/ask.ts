import type { Readable, Writable } from 'node:stream';
import { answer, known as knownIn, understand } from '../ask/index.ts';
import type { Command, Known, Question, Understanding } from '../core/question.ts';
import type { Clock } from '../core/time.ts';
import type { Store } from '../store/store.ts';
import { parsedJson, questionJson } from './ask-json.ts';
import { type Asked, askedLines } from './ask-lines.ts';
import { type AskOptions, readOptions } from './ask-options.ts';
import { answerText } from './terminal/answer.ts';
import { type Paint, paintFor } from './terminal/paint.ts';

export interface AskDeps {
  /** Called only if an answer needs it; closed at the end. */
  openStore(): Promise<Store>;
  stdin: Readable;
  stdout: Writable;
  clock: Clock;
  /** Width of the terminal; 80 where there is none. */
  columns?: number | undefined;
}

/** `ask "<question>"`, `ask --stdin`, `ask --parse …`: 0 if all was understood, else 1. Throws a `ConfigError` for options that are wrong. */
export async function askCommand(args: string[], deps: AskDeps): Promise<number> {
  const options = await readOptions(args);
  const store = options.parse ? undefined : await deps.openStore();
  try {
    return await askAll(options, store, deps);
  } finally {
    await store?.close();
  }
}

async function askAll(options: AskOptions, store: Store | undefined, deps: AskDeps): Promise<number> {
  const asked: AsyncIterable<Asked> | Asked[] = options.stdin
    ? askedLines(deps.stdin)
    : [{ text: options.question }];
  const now = options.now;
  const clock = now === undefined ? deps.clock : { now: () => now };
  let unclear = 0;
  for await (const one of asked) {
    const understood = understandOne(
      one,
      options,
      clock,
      options.known ?? (store ? await knownIn(store, clock) : NOBODY),
    );
    if (understood.kind === 'unclear') unclear += 1;
    const reply = store
      ? await replyTo(understood, { options, store, clock, deps })
      : json(parsedJson(understood));
    await write(deps.stdout, options.stdin && reply.startsWith('{') ? withId(reply, one.id) : reply);
  }
  return unclear === 0 ? 0 : 1;
}

const NOBODY: Known = { services: [], fleets: [], namespaces: [], hosts: [] };

function understandOne(
  { text, previous }: Asked,
  { timezone }: AskOptions,
  clock: Clock,
  known: Known,
): Understanding {
  const asking = { now: clock.now(), timezone, known };
  const before = previous === undefined ? undefined : understand(previous, asking);
  return understand(text, { ...asking, previous: before?.kind === 'question' ? before.question : undefined });
}

interface Replying {
  options: AskOptions;
  store: Store;
  clock: Clock;
  deps: AskDeps;
}

async function replyTo(
  understood: Understanding,
  { options, store, clock, deps }: Replying,
): Promise<string> {
  const paint = paintFor(deps.stdout);
  if (understood.kind !== 'question')
    return options.json ? json(parsedJson(understood)) : declined(understood, paint);
  const reply = await answer(understood.question, { store, clock, timezone: options.timezone });
  if (options.json) return json({ ...reply, question: questionJson(reply.question as Question) });
  return answerText(reply, { columns: deps.columns ?? 80, paint });
}

function declined(understood: Exclude<Understanding, { kind: 'question' }>, paint: Paint): string {
  if (understood.kind === 'unclear') return `${understood.unclear.error}\n`;
  return `${paint('bold', `That is for Slack: /sysmon ${understood.command.name} …`)}\nHere I answer questions; ${doing(understood.command)} is done where your team sees it.\n`;
}

const doing = ({ name }: Command) => (name === 'alert' ? 'setting up an alert' : name);

const json = (value: object) => `${JSON.stringify(value)}\n`;

function withId(reply: string, id: string | undefined): string {
  return id === undefined ? reply : `{"id":${JSON.stringify(id)},${reply.slice(1)}`;
}

function write(stdout: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => stdout.write(text, (error) => (error ? reject(error) : resolve())));
}

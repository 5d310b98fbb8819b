import { EngineEvent } from './objects.ts';

/** The daemon's events, one JSON object a line; what is none of ours is left out. */
export async function* eventsIn(stream: NodeJS.ReadableStream): AsyncGenerator<EngineEvent> {
  let rest = '';
  const decoder = new TextDecoder();
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk as Buffer, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield* eventOf(line);
  }
  yield* eventOf(rest);
}

function* eventOf(line: string): Generator<EngineEvent> {
  try {
    const { success, data } = EngineEvent.safeParse(JSON.parse(line));
    if (success) yield data;
  } catch {
    // The last line of a stream that broke.
  }
}

import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { z } from 'zod';

/** One question of many. */
export interface Asked {
  id?: string | undefined;
  /** The question that was asked before it in the same thread. */
  previous?: string | undefined;
  text: string;
}

const Item = z.object({ id: z.string().optional(), previous: z.string().optional(), text: z.string() });

/** One question a line: as a person types it, or as JSON with `text`, and perhaps `id` and `previous`. Empty lines are skipped. */
export async function* askedLines(stdin: Readable): AsyncIterable<Asked> {
  for await (const line of createInterface({ input: stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() !== '') yield itemIn(line) ?? { text: line };
  }
}

function itemIn(line: string): Asked | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return Item.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

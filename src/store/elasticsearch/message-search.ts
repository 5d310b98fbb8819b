import type { estypes } from '@elastic/elasticsearch';
import { cleanText } from '../clean.ts';
import { LONGEST_KEYWORD } from './event-fields.ts';

/** How far the parts of a long message overlap: any text of up to this many characters lies wholly in one of them. */
const OVERLAP = 1_000;

/** A message too long for one term: parts that are searched instead, and where each of them starts in the message. */
export interface MessageParts {
  message_parts: string[];
  part_starts: number[];
}

/** Undefined for a message that fits; it must be clean (`cleanText`). */
export function partsOf(message: string): MessageParts | undefined {
  if (message.length <= LONGEST_KEYWORD) return undefined;
  const parts: MessageParts = { message_parts: [], part_starts: [] };
  let end = 0;
  while (end < message.length) {
    const start = end === 0 ? 0 : betweenCharacters(message, end - OVERLAP);
    end = betweenCharacters(message, Math.min(start + LONGEST_KEYWORD, message.length));
    parts.message_parts.push(message.slice(start, end));
    parts.part_starts.push(start);
  }
  return parts;
}

/** The message that was cut into these parts. */
export function messageOf({ message_parts, part_starts }: MessageParts): string {
  return message_parts.reduce(
    (text, part, place) => text + part.slice(text.length - (part_starts[place] ?? 0)),
    '',
  );
}

/** Not between the halves of a surrogate pair, where each half would be no character. */
function betweenCharacters(text: string, position: number): number {
  return (text.codePointAt(position - 1) ?? 0) > 0xffff ? position - 1 : position;
}

/** Case-insensitive, anywhere in the message: Elasticsearch lowers the case on both sides. */
export function messageContains(text: string): estypes.QueryDslQueryContainer {
  const value = `*${literally(cleanText(text))}*`;
  return {
    bool: {
      should: ['message.anywhere', 'message_parts'].map((field) => ({ wildcard: { [field]: { value } } })),
      minimum_should_match: 1,
    },
  };
}

function literally(text: string): string {
  return text.replace(/[\\*?]/g, '\\$&');
}

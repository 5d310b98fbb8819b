import { emojify as withEmoji } from 'node-emoji';

/** `:eyes:` as 👀, in texts that are not markup. */
export function emojify(text: string): string {
  return withEmoji(text);
}

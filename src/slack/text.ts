const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const ELLIPSIS = '…';

/**
 * The one way that anything a person or a log wrote gets into mrkdwn: Slack reads `<!channel>`, `<@U1>` and links only between raw angle
 * brackets. The result, entities counted, is at most `max` characters and never ends inside an entity.
 */
export function escapeText(text: string, max = 2_900): string {
  let escaped = '';
  for (const character of text) {
    const next = ENTITIES[character] ?? character;
    if (escaped.length + next.length > max - ELLIPSIS.length) return fits(text, max) ?? escaped + ELLIPSIS;
    escaped += next;
  }
  return escaped;
}

function fits(text: string, max: number): string | undefined {
  const whole = text.replace(/[&<>]/g, (character) => ENTITIES[character] ?? character);
  return whole.length <= max ? whole : undefined;
}

/** For `plain_text`, `raw_text` and rich text, which Slack shows as they are: only cut, never between the halves of a character. */
export function plain(text: string, max: number): string {
  if (text.length <= max) return text;
  const cut = text.slice(0, max - ELLIPSIS.length);
  return (isHalf(cut) ? cut.slice(0, -1) : cut) + ELLIPSIS;
}

/** On one line: what a title, a button or a table cell can hold. Never empty, since Slack refuses empty texts. */
export function oneLine(text: string, max: number): string {
  return plain(text.replace(/\s+/g, ' ').trim() || '–', max);
}

function isHalf(text: string): boolean {
  return /[\uD800-\uDBFF]$/.test(text);
}

/** The beginning of a message of many lines, e.g. of a stack trace. */
export function firstLines(text: string, count: number): string {
  return text.trim().split('\n', count).join('\n');
}

/** As code: the stars and underscores of a template, or of anything a log wrote, are no markup there. */
export function inCode(text: string, max: number): string {
  return `\`${escapeText(oneLine(text, max).replaceAll('`', "'"), 2 * max)}\``;
}

/** A moment that every reader sees in a time zone of their own. */
export function moment(at: number, format = '{date_short_pretty} at {time}'): string {
  const fallback = `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return `<!date^${Math.floor(at / 1_000)}^${format}|${fallback}>`;
}

/** A link whose label may be anything. An address that is none is left out. */
export function link(url: string, label: string): string {
  if (!URL.canParse(url)) return escapeText(label, 300);
  return `<${escapeText(new URL(url).href.replaceAll('|', '%7C'), 2_000)}|${escapeText(label, 300)}>`;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

const LINK = /<(?:https?:\/\/|mailto:)([^|>]*)\|([^>]*)>/g;
const BARE_LINK = /<((?:https?:\/\/|mailto:)[^>]*)>/g;
const CHANNEL = /<#[A-Z0-9]+(?:\|([^>]*))?>/g;
const MENTION = /<[@!][^>]*>/g;
const EMOJI_NAME = /(?<=^|[\s(]):[a-z0-9_+-]+:(?=[\s),.!?]|$)/gi;
const EMOJI =
  /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\p{Cf}|\p{Variation_Selector}/gu;
const MARKUP = /(?<=^|[\s(])([*_~`])(\S(?:[^\n]*?\S)?)\1(?=[\s).,!?]|$)/g;
const CLOCK = '\\d{1,2}(?::\\d{2})?(?: ?[ap]\\.?m\\.?)?|noon|midday|midnight';
const CLOCKS = new RegExp(`(?<![\\w-])(${CLOCK})-(${CLOCK})(?![\\w-])`, 'gi');
const DATES = /(\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z?)?)(?:\.\.|\/)(?=\d{4}-)/g;

const REPLACED: readonly (readonly [RegExp, string])[] = [
  [LINK, '$2'],
  [BARE_LINK, '$1'],
  [CHANNEL, '#$1'],
  [MENTION, ' '],
  [/&lt;/g, '<'],
  [/&gt;/g, '>'],
  [/&amp;/g, '&'],
  [EMOJI_NAME, ' '],
  [EMOJI, ''],
  [/[“”„«»″]/g, '"'],
  [/[‘’‚′]/g, "'"],
  [/[–—]/g, ' - '],
  [/\s+/g, ' '],
  [MARKUP, '$2'],
  [DATES, '$1 - '],
  [/(?<=\d),(?=\d{3}(?!\d))/g, ''],
];

/** What Slack delivers, as the person typed it: links as their labels, no mentions, no emoji, plain quotes. */
export function clean(text: string): string {
  const plain = REPLACED.reduce(
    (result, [pattern, by]) => result.replace(pattern, by),
    text.normalize('NFKC'),
  );
  return plain
    .replace(CLOCKS, spreadClocks)
    .trim()
    .replace(/^"([^"]*)"$/, '$1')
    .replace(/^\/?sysmon\b[,:]?\s*/i, '');
}

/** `3pm-4pm` is two clock times; `10-11` may be anything. */
function spreadClocks(range: string, from: string, to: string): string {
  return /[:apmn]/i.test(range) ? `${from} - ${to}` : range;
}

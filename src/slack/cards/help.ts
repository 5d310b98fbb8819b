import { ACTIONS } from '../actions.ts';
import { actions, button, type Card, context, header, section } from '../blocks.ts';
import { escapeText, oneLine } from '../text.ts';

const ASK = [
  ['errors api last 24h', 'how many, which, and against the day before'],
  ['top errors since 9am', 'the most frequent error codes'],
  ['logs api error "timeout" last 30m', 'the log lines themselves'],
  ['latency api p95 by endpoint', 'how fast it answers'],
  ['alerts', 'what is firing'],
  ['tickets', 'what is in Jira'],
  ['health', 'whether sysmon sees everything'],
] as const;

const ACT = [
  'ack A-1f3c',
  'mute A-1f3c 1h',
  'unmute A-1f3c',
  'resolve A-1f3c',
  'ticket A-1f3c',
  'audit today',
];

/** What can be said, by example: every line of it works as it stands. */
export function helpCard(command: string): Card {
  const examples = ASK.map(([text, meaning]) => `\`${command} ${text}\`  ${meaning}`);
  return {
    text: `Ask for example: ${command} ${ASK[0][0]}`,
    blocks: [
      header('What you can ask sysmon'),
      section(`In your own words and in any order; times are in your own time zone.\n${examples.join('\n')}`),
      section(`*And do:* ${ACT.map((text) => `\`${command} ${text}\``).join(', ')}`),
      context(
        'A mention or a direct message works too, without the slash. In the thread of an answer you can go on: "and web?", "by endpoint".',
        'Any message\'s menu has "Create Jira ticket".',
      ),
      actions(ASK.slice(0, 5).map(([text], index) => button(ACTIONS.example, text, { value: text, index }))),
    ],
  };
}

/** Not understood: what was, what was not, and the nearest thing as a button. Nothing was guessed. */
export function unclearCard(unclear: { error: string; example: string }, command: string): Card {
  const example = oneLine(unclear.example, 500);
  const typed = escapeText(`${command} ${example}`.replaceAll('`', "'"), 700);
  const isSaid = unclear.error.includes(example);
  return {
    text: escapeText(unclear.error, 1_000),
    blocks: [
      section(`🤔 ${escapeText(unclear.error, 2_000)}`),
      ...(isSaid ? [] : [section(`For example: \`${typed}\``)]),
      actions([
        button(ACTIONS.example, `Did you mean: ${example}`, { value: example, style: 'primary', index: 0 }),
        button(ACTIONS.example, 'Help', { value: 'help', index: 1 }),
      ]),
    ],
  };
}

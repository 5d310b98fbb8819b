import { Message, type Block as SlackBlock } from 'slack-blocks-to-jsx';
import type { Block } from '../page-api.ts';
import { usePage } from './context.ts';

/** Blocks that people only read: drawn by a library that knows Block Kit. */
export function DisplayBlocks({ blocks }: { blocks: readonly object[] }) {
  const { state, zone, theme } = usePage();
  const data = {
    users: state.people.map(({ id, name }) => ({ id, name })),
    channels: state.channels.map(({ id, name }) => ({ id, name })),
    user_groups: state.usergroups.map(({ id, name, handle }) => ({ id, name, handle })),
  };
  return (
    <Message
      blocks={blocks as SlackBlock[]}
      name=""
      logo=""
      theme={theme}
      data={data}
      hooks={{
        date: ({ timestamp, format }) => <DateText timestamp={timestamp} format={format} zone={zone} />,
      }}
      withoutWrapper
    />
  );
}

/** Slack's date tokens, in the zone of the person who reads. */
function DateText({ timestamp, format, zone }: { timestamp: string; format: string; zone: string }) {
  const date = new Date(Number(timestamp) * 1000);
  const show = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-US', { timeZone: zone, ...options }).format(date);
  const text = format
    .replace(/\{date(_num|_short|_long)?(_pretty)?\}/g, () => show({ month: 'short', day: 'numeric' }))
    .replace(/\{time_secs\}/g, () => show({ hour: 'numeric', minute: '2-digit', second: '2-digit' }))
    .replace(/\{time\}/g, () => show({ hour: 'numeric', minute: '2-digit' }))
    .replace(/\{ago\}/g, () => show({ dateStyle: 'medium', timeStyle: 'short' }));
  return <time dateTime={date.toISOString()}>{text}</time>;
}

/** A text of Slack's markup, e.g. a message without blocks. */
export function Mrkdwn({ text }: { text: string }) {
  return (
    <DisplayBlocks
      blocks={[{ type: 'section', block_id: 'text', text: { type: 'mrkdwn', text } } satisfies Block]}
    />
  );
}

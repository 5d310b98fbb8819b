import { z } from 'zod';
import { withIds } from '../block-kit/elements.ts';
import { checkMessageBlocks } from '../block-kit/message.ts';
import type { SlackContext } from '../context.ts';
import type { Block, Message } from '../page-api.ts';
import { slackError } from '../slack-error.ts';
import { json } from './arguments.ts';

const Metadata = z.object({
  event_type: z.string().min(1),
  event_payload: z.record(z.string(), z.unknown()),
});

/** What a message is made of, however it is sent. */
export const Content = z.object({
  text: z.string().optional(),
  blocks: json(z.unknown()).optional(),
  attachments: json(z.unknown()).optional(),
  metadata: json(z.unknown()).optional(),
});
export type Content = z.infer<typeof Content>;

/** Longer texts are cut, as `chat.postMessage` does. */
const MAX_TEXT = 40_000;

export interface ReadContent {
  text: string;
  blocks?: Block[];
  metadata?: NonNullable<Message['metadata']>;
}

/** Content that Slack would take, with ids filled in; throws what it would answer otherwise. */
export function readContent(
  context: SlackContext,
  { text = '', blocks, attachments, metadata }: Content,
): ReadContent {
  if (Array.isArray(attachments) && attachments.length > 0)
    throw slackError('invalid_attachments', { errors: ['the sandbox shows blocks only'] });
  const given = blocks === undefined || (Array.isArray(blocks) && blocks.length === 0) ? undefined : blocks;
  if (typeof given === 'string') throw slackError('invalid_blocks_format');
  if (text === '' && given === undefined) throw slackError('no_text');
  const rules = { nativeCharts: context.settings.nativeCharts, isReadyFile: isReady(context) };
  const checked = given === undefined ? undefined : checkMessageBlocks(given, rules);
  return {
    text: text.slice(0, MAX_TEXT),
    ...(checked && { blocks: withIds(checked, context.ids.short) }),
    ...(metadata !== undefined && { metadata: readMetadata(metadata) }),
  };
}

function readMetadata(metadata: unknown): z.infer<typeof Metadata> {
  const parsed = Metadata.safeParse(metadata);
  if (!parsed.success) throw slackError('invalid_metadata_format');
  return parsed.data;
}

function isReady({ files, workspace, origin }: SlackContext) {
  return ({ id, url }: { id?: string; url?: string }): boolean => {
    const all = [...workspace.records.files.values()];
    const file = all.find((other) => other.id === id || origin() + other.url_private === url);
    return file !== undefined && files.isReady(file);
  };
}

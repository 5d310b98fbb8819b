import { z } from 'zod';
import { slackError } from '../slack-error.ts';
import { checkBlocks, type TypedBlock } from './blocks.ts';

/** Slack's undocumented total, seen between 9,597 and some 13,000: https://github.com/slackapi/bolt-js/issues/2867 */
const MAX_CHARACTERS = 12_500;
const MAX_MARKDOWN = 12_000;
const MAX_CHARTS = 2;

export interface MessageRules {
  /** False: a workspace that the native chart has not reached yet. */
  nativeCharts: boolean;
  /** Whether a file can be shown by its id or address already. */
  isReadyFile(reference: { id?: string; url?: string }): boolean;
}

/** The blocks of a message, or the error that Slack would answer. */
export function checkMessageBlocks(input: unknown, rules: MessageRules): TypedBlock[] {
  const checked = checkBlocks(input, 'message', '/blocks');
  if ('problems' in checked) throw invalidBlocks(checked.problems);
  const { blocks } = checked;
  const problems = blocks.flatMap((block, index) => workspaceProblem(block, index, rules));
  if (problems.length > 0) throw invalidBlocks(problems);
  checkTotals(blocks);
  return blocks;
}

function invalidBlocks(problems: string[]) {
  return slackError('invalid_blocks', {
    errors: problems,
    response_metadata: { messages: problems.map((text) => `[ERROR] ${text}`) },
  });
}

function workspaceProblem(block: TypedBlock, index: number, rules: MessageRules): string[] {
  if (block.type === 'data_visualization' && !rules.nativeCharts)
    return [`unsupported type: data_visualization [json-pointer:/blocks/${index}/type]`];
  return slackFiles(block).flatMap(({ path, file }) =>
    rules.isReadyFile(file) ? [] : [`invalid slack file [json-pointer:/blocks/${index}${path}]`],
  );
}

const FileReference = z.object({ id: z.string().optional(), url: z.string().optional() });
const Holder = z.looseObject({ slack_file: FileReference.optional() });

function slackFiles(block: TypedBlock): { path: string; file: { id?: string; url?: string } }[] {
  const holders: [string, unknown][] = [
    ['', block],
    ['/accessory', block.accessory],
    ...(Array.isArray(block.elements) ? block.elements : []).map((element, index): [string, unknown] => [
      `/elements/${index}`,
      element,
    ]),
  ];
  return holders.flatMap(([path, holder]) => {
    const file = Holder.safeParse(holder).data?.slack_file;
    return file ? [{ path: `${path}/slack_file`, file: JSON.parse(JSON.stringify(file)) }] : [];
  });
}

function checkTotals(blocks: readonly TypedBlock[]): void {
  const of = (type: string) => blocks.filter((block) => block.type === type);
  if (of('table').length > 1) throw slackError('invalid_attachments', { errors: ['only_one_table_allowed'] });
  if (of('data_visualization').length > MAX_CHARTS)
    throw invalidBlocks([
      `no more than ${MAX_CHARTS} data_visualization blocks allowed [json-pointer:/blocks]`,
    ]);
  if (characters(of('markdown')) > MAX_MARKDOWN || characters(blocks) > MAX_CHARACTERS)
    throw slackError('msg_blocks_too_long');
}

/** Every `text` in it, however deep. */
function characters(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, part]) => sum + (key === 'text' && typeof part === 'string' ? part.length : characters(part)),
    0,
  );
}

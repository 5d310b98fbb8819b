import { type AdfDocument, type AdfNode, em, paragraph, text } from './adf.ts';

/** Jira refuses a field of more characters (CONTENT_LIMIT_EXCEEDED). We count the document's JSON, the longest way to count it. */
const FIELD_LIMIT = 32_767;

/** As many blocks as fit, in their order, then `foot`; says how many were left out. */
export function fitted(blocks: readonly AdfNode[], foot: readonly AdfNode[]): AdfDocument {
  const room = FIELD_LIMIT - size([...foot, leftOut(blocks.length)]) - size([]);
  const kept: AdfNode[] = [];
  let used = 0;
  for (const block of blocks) {
    used += JSON.stringify(block).length + 1;
    if (used > room) break;
    kept.push(block);
  }
  const missing = blocks.length - kept.length;
  const note = missing > 0 ? [leftOut(missing)] : [];
  return { version: 1, type: 'doc', content: [...kept, ...note, ...foot] };
}

function size(content: AdfNode[]): number {
  return JSON.stringify({ version: 1, type: 'doc', content }).length;
}

function leftOut(count: number): AdfNode {
  return paragraph(text(`Cut here: ${count} more parts did not fit in a Jira field; they are in Slack.`, em));
}

export interface AdfNode {
  type: string;
  text?: string;
  attrs?: Record<string, unknown>;
  marks?: { type: string; attrs?: Record<string, unknown> }[];
  content?: AdfNode[];
}

export interface AdfDocument extends AdfNode {
  version: 1;
  type: 'doc';
  content: AdfNode[];
}

const INLINE = ['text', 'hardBreak', 'mention', 'emoji', 'inlineCard', 'date', 'status'];
const LISTS = ['bulletList', 'orderedList'];
const CELL = ['paragraph', 'heading', 'codeBlock', 'blockquote', 'panel', 'rule', ...LISTS];

/** Which node may stand in which, as in https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/ */
const MAY_HOLD: Record<string, readonly string[]> = {
  doc: ['paragraph', 'heading', 'codeBlock', 'blockquote', 'panel', 'rule', 'table', 'expand', ...LISTS],
  paragraph: INLINE,
  heading: INLINE,
  codeBlock: ['text'],
  blockquote: ['paragraph', 'codeBlock', ...LISTS],
  panel: ['paragraph', 'heading', 'codeBlock', 'rule', ...LISTS],
  expand: CELL,
  bulletList: ['listItem'],
  orderedList: ['listItem'],
  listItem: ['paragraph', 'codeBlock', ...LISTS],
  table: ['tableRow'],
  tableRow: ['tableHeader', 'tableCell'],
  tableHeader: CELL,
  tableCell: CELL,
};
const NEEDS_CONTENT = [
  'blockquote',
  'panel',
  'expand',
  'bulletList',
  'orderedList',
  'listItem',
  'table',
  'tableRow',
];
const MARKS = [
  'strong',
  'em',
  'code',
  'link',
  'strike',
  'underline',
  'textColor',
  'subsup',
  'backgroundColor',
];
const WITH_CODE = ['code', 'link'];

const FIELD_LIMIT = 32_767;

/** Jira's word for what is wrong with a rich text field; undefined if it is a document Jira takes. */
export function adfFault(value: unknown): 'INVALID_INPUT' | 'CONTENT_LIMIT_EXCEEDED' | undefined {
  if (!isDocument(value)) return 'INVALID_INPUT';
  return textOf(value).length > FIELD_LIMIT ? 'CONTENT_LIMIT_EXCEEDED' : undefined;
}

export function isDocument(value: unknown): value is AdfDocument {
  return isNode(value) && value.type === 'doc' && 'version' in value && value.version === 1 && isValid(value);
}

function isValid(node: AdfNode): boolean {
  if (node.type === 'text') return isText(node);
  const allowed = MAY_HOLD[node.type];
  const content = node.content ?? [];
  if (!allowed) return content.length === 0;
  if (NEEDS_CONTENT.includes(node.type) && content.length === 0) return false;
  if (node.type === 'heading' && !isLevel(node.attrs?.level)) return false;
  if (node.type === 'codeBlock' && content.some(({ marks }) => marks?.length)) return false;
  return content.every((child) => isNode(child) && allowed.includes(child.type) && isValid(child));
}

function isText({ text, marks = [], content }: AdfNode): boolean {
  if (typeof text !== 'string' || text === '' || content) return false;
  const types = marks.map(({ type }) => type);
  if (types.includes('code') && !types.every((type) => WITH_CODE.includes(type))) return false;
  return marks.every(
    ({ type, attrs }) => MARKS.includes(type) && (type !== 'link' || isAddress(attrs?.href)),
  );
}

function isNode(value: unknown): value is AdfNode {
  if (typeof value !== 'object' || value === null) return false;
  if (!('type' in value) || typeof value.type !== 'string') return false;
  return !('content' in value) || value.content === undefined || Array.isArray(value.content);
}

function isLevel(level: unknown): boolean {
  return Number.isInteger(level) && Number(level) >= 1 && Number(level) <= 6;
}

function isAddress(href: unknown): boolean {
  return typeof href === 'string' && !/^\s*(javascript|data|vbscript):/i.test(href);
}

export function textOf(node: AdfNode): string {
  return node.text ?? (node.content ?? []).map(textOf).join('');
}

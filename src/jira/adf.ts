/** Atlassian Document Format, the part we write: https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/ */
export type Mark = { type: 'strong' | 'em' | 'code' } | { type: 'link'; attrs: { href: string } };

export type AdfNode = {
  type: string;
  text?: string;
  attrs?: Record<string, string | number>;
  marks?: Mark[];
  content?: AdfNode[];
};

export type AdfDocument = {
  version: 1;
  type: 'doc';
  content: AdfNode[];
};

/** Control characters, and marks that turn the direction of writing: a log line must not pass for another one. */
const HOSTILE = /(?![\n\t])[\p{Cc}\p{Bidi_Control}\ufeff]/gu;
const CUT = ' … (cut)';

/** Text that is safe to put in a document, at most `limit` characters. Nothing in an ADF text is markup, so nothing needs an escape. */
export function clean(text: string, limit = 10_000): string {
  const harmless = text.replaceAll('\r\n', '\n').toWellFormed().replace(HOSTILE, '');
  if (harmless.length <= limit) return harmless;
  return harmless.slice(0, limit - CUT.length).toWellFormed() + CUT;
}

export function text(value: string, ...marks: Mark[]): AdfNode {
  return { type: 'text', text: clean(value) || ' ', ...(marks.length > 0 && { marks }) };
}

/** A link, or plain text where the address is not one of the web. */
export function link(label: string, href: string): AdfNode {
  if (!/^https?:\/\//.test(href)) return text(label);
  return text(label, { type: 'link', attrs: { href } });
}

export const strong: Mark = { type: 'strong' };
export const em: Mark = { type: 'em' };

export function paragraph(...content: AdfNode[]): AdfNode {
  return { type: 'paragraph', content };
}

/** Paragraphs at blank lines, line breaks within them. */
export function prose(value: string): AdfNode[] {
  const parts = clean(value).split(/\n{2,}/);
  return parts.filter((part) => part.trim() !== '').map((part) => paragraph(...lines(part.trim())));
}

function lines(value: string): AdfNode[] {
  return value.split('\n').flatMap((line, index) => {
    const node = line === '' ? [] : [text(line)];
    return index === 0 ? node : [{ type: 'hardBreak' }, ...node];
  });
}

export function heading(title: string): AdfNode {
  return { type: 'heading', attrs: { level: 3 }, content: [text(title)] };
}

export function codeBlock(value: string, limit: number): AdfNode {
  return { type: 'codeBlock', content: [{ type: 'text', text: clean(value, limit) || ' ' }] };
}

export function blockquote(...content: AdfNode[]): AdfNode {
  return { type: 'blockquote', content };
}

/** A table with titles on top. */
export function table(titles: string[], rows: AdfNode[][]): AdfNode {
  const body = rows.map((row) => tableRow(row.map((node) => cell('tableCell', node))));
  return { type: 'table', content: [tableRow(titles.map(titleCell)), ...body] };
}

/** A table of two columns with titles at the left. */
export function factTable(rows: (readonly [title: string, value: string])[]): AdfNode {
  const content = rows.map(([title, value]) =>
    tableRow([titleCell(title), cell('tableCell', paragraph(text(value)))]),
  );
  return { type: 'table', content };
}

function tableRow(content: AdfNode[]): AdfNode {
  return { type: 'tableRow', content };
}

function titleCell(title: string): AdfNode {
  return cell('tableHeader', paragraph(text(title, strong)));
}

function cell(type: 'tableHeader' | 'tableCell', content: AdfNode): AdfNode {
  return { type, attrs: {}, content: [content] };
}

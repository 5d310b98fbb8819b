import type { AdfNode } from '../adf-schema.ts';
import { type Html, html, ready } from './html.ts';

const TAGS: Record<string, string> = {
  paragraph: 'p',
  blockquote: 'blockquote',
  bulletList: 'ul',
  orderedList: 'ol',
  listItem: 'li',
  tableRow: 'tr',
  tableHeader: 'th',
  tableCell: 'td',
  panel: 'aside',
  expand: 'section',
};
const MARK_TAGS: Record<string, string> = {
  strong: 'strong',
  em: 'em',
  code: 'code',
  strike: 's',
  underline: 'u',
};

/** A document as HTML; nodes it does not know show their text. */
export function adfHtml(node: AdfNode): Html {
  const inner = (node.content ?? []).map(adfHtml);
  switch (node.type) {
    case 'text':
      return marked(node);
    case 'hardBreak':
      return html`<br>`;
    case 'rule':
      return html`<hr>`;
    case 'heading':
      return wrapped(`h${Math.min(6, Number(node.attrs?.level ?? 3))}`, inner);
    case 'codeBlock':
      return html`<pre><code>${inner}</code></pre>`;
    case 'table':
      return html`<div class="scroll"><table>${inner}</table></div>`;
    default:
      return wrapped(TAGS[node.type] ?? 'span', inner);
  }
}

function wrapped(tag: string, inner: readonly Html[]): Html {
  const name = ready(tag);
  return html`<${name}>${inner}</${name}>`;
}

function marked({ text = '', marks = [] }: AdfNode): Html {
  return marks.reduce((inner, { type, attrs }) => {
    const tag = MARK_TAGS[type];
    if (tag) return wrapped(tag, [inner]);
    const href = String(attrs?.href ?? '');
    if (type !== 'link' || !/^https?:/i.test(href)) return inner;
    return html`<a href="${href}" rel="noreferrer">${inner}</a>`;
  }, html`${text}`);
}

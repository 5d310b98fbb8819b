/** Text as HTML: everything on these pages comes from logs and people. */
function escapeHtml(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** HTML that is ready; strings in a template are escaped, these are not. */
export interface Html {
  markup: string;
}

export function ready(markup: string): Html {
  return { markup };
}

type Part = string | number | Html | readonly Html[];

/** `` html`<p>${text}</p>` ``: what is put in is escaped unless it is Html itself. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  const filled = strings.map((string, index) => string + markupOf(parts[index] ?? ''));
  return ready(filled.join(''));
}

function markupOf(part: Part): string {
  if (typeof part !== 'object') return escapeHtml(String(part));
  return 'markup' in part ? part.markup : part.map(({ markup }) => markup).join('');
}

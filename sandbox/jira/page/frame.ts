import type { Status } from '../world.ts';
import { type Html, html, ready } from './html.ts';
import { STYLE } from './style.ts';

/** Around every page: what this is, and its looks. */
export function frame(title: string, content: Html): string {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Sandbox Jira</title>
<style>${ready(STYLE)}</style>
</head>
<body>
<div class="sandbox">🧪 <strong>Sandbox Jira</strong>: a stand-in that runs on this machine. Nothing here reaches a real Jira.</div>
<main>${content}</main>
</body>
</html>`;
  return page.markup;
}

export function statusBadge({ name, category }: Status): Html {
  return html`<span class="status ${category.key}">${name}</span>`;
}

export function when(at: number): Html {
  const iso = new Date(at).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 16).replace('T', ' ')} UTC</time>`;
}

import type { PageBundle } from './routes.ts';

const PLAIN: PageBundle = {
  html: '<!doctype html><title>Sandbox Slack</title><p>A sandbox that speaks like Slack. This start has no page: use the API, or act/*.</p>',
  js: '',
  css: '',
};

/** Makes the page when it is first asked for, and keeps it. */
export function bundleOnce(make: (() => Promise<PageBundle>) | undefined): () => Promise<PageBundle> {
  let made: Promise<PageBundle> | undefined;
  return () => {
    made ??= make?.() ?? Promise.resolve(PLAIN);
    return made;
  };
}

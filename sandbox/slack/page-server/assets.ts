import type { FastifyInstance, FastifyReply } from 'fastify';
import { type PageBundle, pageBundle } from '../page/bundle.ts';

/** The page runs its own script alone, whatever a log line may hold. */
const POLICY =
  "default-src 'self'; img-src * data:; style-src 'self' 'unsafe-inline'; font-src 'self' data:; frame-ancestors 'none'";

/** What the browser loads; a message's permalink shows the page too. */
export function assetRoutes(server: FastifyInstance): void {
  const bundle = bundleOnce();
  server.get('/page.js', async (_request, reply) => reply.type('text/javascript').send((await bundle()).js));
  server.get('/page.css', async (_request, reply) => reply.type('text/css').send((await bundle()).css));
  const page = async (_request: unknown, reply: FastifyReply) =>
    reply
      .type('text/html')
      .header('content-security-policy', POLICY)
      .send((await bundle()).html);
  server.get('/', page);
  server.get('/archives/:channel/:message', page);
}

/** Made when it is first asked for, and kept. */
function bundleOnce(): () => Promise<PageBundle> {
  let made: Promise<PageBundle> | undefined;
  return () => {
    made ??= pageBundle();
    return made;
  };
}

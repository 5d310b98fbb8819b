import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { SlackContext } from '../context.ts';
import { SlackError } from '../slack-error.ts';

const MAX_BYTES = 50 * 1024 * 1024;

/** Uploads (a multipart field of any name, or the bare bytes) and downloads. */
export function fileRoutes(server: FastifyInstance, context: SlackContext): void {
  const { files, credentials } = context;
  server.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MAX_BYTES }, (_request, body, done) =>
    done(null, body),
  );
  server.post<{ Params: { id: string } }>('/upload/:id', { bodyLimit: MAX_BYTES }, async (request, reply) => {
    const file = found(() => files.get(request.params.id));
    if (file?.state !== 'promised') return reply.code(404).send('no such upload');
    const bytes = await bytesOf(request);
    if (bytes?.length !== file.size) return reply.code(400).send(`expected ${file.size} bytes`);
    await files.receive(file, bytes);
    return reply.type('text/plain').send(`OK - ${bytes.length}`);
  });
  server.get<{ Params: { id: string; name: string } }>('/files/:id/:name', async (request, reply) => {
    const file = found(() => files.get(request.params.id));
    const owner = request.headers.authorization === `Bearer ${credentials.botToken}`;
    if (file?.state !== 'complete' || (!owner && file.shares.length === 0))
      return reply.code(404).send('no such file');
    const inline = /^(image|text)\//.test(file.mimetype) ? 'inline' : 'attachment';
    return reply
      .type(file.mimetype)
      .header('content-disposition', inline)
      .header('x-content-type-options', 'nosniff')
      .send(await files.read(file));
  });
}

async function bytesOf(request: FastifyRequest): Promise<Buffer | undefined> {
  if (Buffer.isBuffer(request.body)) return request.body;
  if (!request.isMultipart()) return undefined;
  const part = await request.file({ limits: { fileSize: MAX_BYTES } });
  return part?.toBuffer();
}

function found<T>(find: () => T): T | undefined {
  try {
    return find();
  } catch (error) {
    if (error instanceof SlackError) return undefined;
    throw error;
  }
}

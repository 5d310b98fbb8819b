import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { Chart } from '../../core/chart.ts';

const Reply = z.union([z.object({ png: z.instanceof(Uint8Array) }), z.object({ problem: z.string() })]);

/**
 * The detailed picture of a chart: 1,720 by 800 pixels, with a font of its own. Drawn in a thread that ends with it: charts are rare, and an
 * idle bot should not keep one in memory.
 */
export async function renderPng(chart: Chart): Promise<Buffer> {
  const worker = new Worker(new URL('./render.ts', import.meta.url));
  try {
    worker.postMessage(chart);
    const [message] = await once(worker, 'message');
    const reply = Reply.parse(message);
    if ('problem' in reply) throw new Error(`the chart could not be drawn: ${reply.problem}`);
    return Buffer.from(reply.png);
  } finally {
    await worker.terminate();
  }
}

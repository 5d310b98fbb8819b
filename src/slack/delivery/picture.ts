import { z } from 'zod';
import type { Alert } from '../../core/alert.ts';
import type { Chart } from '../../core/chart.ts';
import { RejectedError, UpstreamError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { type Clock, SECOND } from '../../core/time.ts';
import { CALL_TIMEOUT, type Call } from '../call.ts';
import { findInHistory } from './find-message.ts';
import type { Deliveries, Delivery } from './record.ts';

export interface PictureTools {
  call: Call;
  deliveries: Deliveries;
  clock: Clock;
  log: Log;
  renderPng: (chart: Chart) => Promise<Buffer>;
}

const UploadUrl = z.object({ upload_url: z.url(), file_id: z.string() });
/** Another worker that began so recently may still be at it. */
const RECENT = 60 * SECOND;

/**
 * The detailed chart in the alert's thread: once when it is posted, once more when it is over. A picture is worth no alert: what goes wrong with
 * it for good is logged and left.
 */
export async function sharePicture(
  key: string,
  alert: Alert,
  chart: Chart | undefined,
  tools: PictureTools,
): Promise<void> {
  const delivery = (await tools.deliveries.get(key))?.data;
  const wanted = alert.state === 'resolved' ? 'last' : 'first';
  if (!delivery?.ts || !chart || isShown(delivery, wanted)) return;
  const title = `${alert.title} (${alert.id}, ${wanted === 'last' ? 'at the end' : 'at the start'})`;
  if (!(await begin(key, tools))) return;
  try {
    if (!(await isThere(delivery, title, tools.call))) await upload(delivery, title, chart, tools);
  } catch (error) {
    if (!(error instanceof RejectedError)) throw error;
    tools.log.warn({ alertId: alert.id, code: error.code, advice: error.advice }, 'no picture in the thread');
  }
  await tools.deliveries.change<never>(key, (now = delivery) => ({ ...now, picture: { shown: wanted } }));
}

function isShown({ picture }: Delivery, wanted: 'first' | 'last'): boolean {
  return picture?.shown === wanted || picture?.shown === 'last';
}

/** False if another worker is at it. */
async function begin(key: string, { deliveries, clock }: PictureTools): Promise<boolean> {
  const at = clock.now();
  let begun = false;
  await deliveries.change<never>(key, (now) => {
    begun = now?.picture?.trying === undefined || at - now.picture.trying > RECENT;
    if (!now || !begun) return now ?? { channel: '' };
    return { ...now, picture: { ...now.picture, trying: at } };
  });
  return begun;
}

async function isThere({ channel, ts, picture }: Delivery, title: string, call: Call): Promise<boolean> {
  if (picture?.trying === undefined) return false;
  const found = await findInHistory({ channel, threadTs: ts }, picture.trying, call, ({ files }) =>
    Boolean(files?.some((file) => file.title === title)),
  );
  return found !== undefined;
}

async function upload(
  { channel, ts }: Delivery,
  title: string,
  chart: Chart,
  { call, renderPng }: PictureTools,
): Promise<void> {
  const png = await renderPng(chart);
  const about = { filename: 'chart.png', length: png.length, alt_txt: title };
  const { upload_url, file_id } = await call('files.getUploadURLExternal', about, UploadUrl);
  await send(upload_url, png);
  const share = { files: [{ id: file_id, title }], channel_id: channel, thread_ts: ts };
  await call('files.completeUploadExternal', share, z.object({}));
}

/** Bytes go to an address of their own, in the form that Slack's SDK uses. */
async function send(url: string, png: Buffer): Promise<void> {
  const body = new FormData();
  body.append('body', new Blob([new Uint8Array(png)], { type: 'image/png' }), 'chart.png');
  try {
    const reply = await fetch(url, { method: 'POST', body, signal: AbortSignal.timeout(CALL_TIMEOUT) });
    if (!reply.ok) throw new Error(`Slack answered ${reply.status}`);
  } catch (cause) {
    throw new UpstreamError('upload_failed', 'the chart could not be uploaded', { cause });
  }
}

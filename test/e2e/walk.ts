import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { type Eyes, startBrowser } from './browser.ts';
import { type Channel, channelOn } from './channel.ts';
import { type Album, LENS, openAlbum } from './pictures.ts';
import { type Product, startProduct } from './product.ts';

/** One newcomer on one fresh start: the steps follow each other, and each goes on where the one before ended. */
export interface Walk {
  folder: string;
  /** When the command was given, as `performance.now()` has it. */
  begun: number;
  product: Product;
  eyes: Eyes;
  page: Page;
  channel: Channel;
  album: Album;
}

export async function beginWalk(chromium: string): Promise<Walk> {
  const folder = await mkdtemp(join(tmpdir(), 'sysmon-newcomer-'));
  const album = await openAlbum();
  const eyes = await startBrowser(chromium);
  const begun = performance.now();
  const product = await startProduct(folder);
  const page = await eyes.open(product.page, LENS);
  console.log(`pictures are in ${album.folder}`);
  return { folder, begun, product, eyes, page, channel: channelOn(page), album };
}

export async function endWalk({ folder, product, eyes }: Walk): Promise<void> {
  await product.stop();
  await rm(folder, { recursive: true, force: true });
  await eyes.close();
}

export function secondsSince(start: number): string {
  return ((performance.now() - start) / 1_000).toFixed(1);
}

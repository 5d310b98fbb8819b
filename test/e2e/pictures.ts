import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';

/** The README's pictures, made anew with SYSMON_SCREENSHOTS=docs/images; all others are for whoever looks into a failure. */
const IN_README = ['alert', 'answer', 'modal', 'ticket'];
const target = process.env.SYSMON_SCREENSHOTS;

export interface Album {
  folder: string;
  take(page: Page, name: string): Promise<void>;
}

export async function openAlbum(): Promise<Album> {
  const folder = await mkdtemp(join(tmpdir(), 'sysmon-walk-'));
  return {
    folder,
    take: async (page, name) => {
      const isWanted = target !== undefined && IN_README.includes(name);
      await page.screenshot({
        path: join(isWanted ? target : folder, `${name}.png`),
        animations: 'disabled',
      });
    },
  };
}

/** Sharp on a dense screen where it is for the README. */
export const LENS: BrowserContextOptions = {
  viewport: { width: 1280, height: 860 },
  deviceScaleFactor: target === undefined ? 1 : 1.5,
};

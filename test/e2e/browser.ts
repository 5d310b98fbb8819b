import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const PLACES = [
  process.env.CHROMIUM ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** Where Chromium is on this machine. Without one the walk is left out, and that is said; where CI runs it, that is a failure. */
export function findChromium(): string | undefined {
  const found = PLACES.find((place) => place !== '' && existsSync(place));
  if (found) return found;
  const how = 'No Chromium: `apt-get install chromium`, or set CHROMIUM to where it is.';
  if (process.env.CI) throw new Error(how);
  console.log(`The walk in a browser is left out. ${how}`);
  return undefined;
}

/** No one waits longer for what should show at once. */
const PATIENCE = 12_000;

export interface Eyes {
  /** A page in a window of its own; a fault in its scripts fails `close`. */
  open(url: string, options?: BrowserContextOptions): Promise<Page>;
  close(): Promise<void>;
}

export async function startBrowser(executablePath: string): Promise<Eyes> {
  const browser: Browser = await chromium.launch({ executablePath, args: ARGUMENTS });
  const faults: Error[] = [];
  return {
    open: async (url, options) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, ...options });
      context.setDefaultTimeout(PATIENCE);
      context.on('weberror', (fault) => faults.push(fault.error()));
      const page = await context.newPage();
      await page.goto(url);
      return page;
    },
    close: async () => {
      await browser.close();
      if (faults.length > 0) throw new AggregateError(faults, 'the page had faults');
    },
  };
}

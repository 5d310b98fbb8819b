import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { PageState } from '../../sandbox/slack/page-api.ts';
import { type Eyes, findChromium, startBrowser } from './browser.ts';
import { type Channel, channelOn } from './channel.ts';
import { paleTexts } from './contrast.ts';
import { type Album, LENS, openAlbum } from './pictures.ts';
import { type Product, startProduct } from './product.ts';

const chromium = findChromium();

/** One walk, in this order: each step goes on where the one before ended. */
describe.runIf(chromium)('a newcomer', () => {
  let folder: string;
  let album: Album;
  let product: Product;
  let eyes: Eyes;
  let page: Page;
  let channel: Channel;
  let alert: Locator;
  let ticket: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sysmon-newcomer-'));
    album = await openAlbum();
    eyes = await startBrowser(chromium ?? '');
    console.log(`pictures are in ${album.folder}`);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await album.take(page, 'failure');
  });
  afterAll(async () => {
    await product?.stop();
    await rm(folder, { recursive: true, force: true });
    await eyes.close();
  });

  test('sees the first alert within two minutes of the start', { timeout: 150_000 }, async () => {
    const start = performance.now();
    product = await startProduct(folder);
    page = await eyes.open(product.page, LENS);
    channel = channelOn(page);
    const first = page
      .getByRole('article')
      .filter({ has: page.getByRole('button', { name: 'Acknowledge' }) });
    await first.first().waitFor({ timeout: 120_000 });
    console.log(`first alert ${secondsSince(start)} s after the start`);
    expect(performance.now() - start).toBeLessThan(120_000);
    alert = channel.message((await first.first().getAttribute('data-ts')) ?? '');
  });

  test('reads on the card what is wrong, since when, against what is usual, with a chart', async () => {
    for (const word of ['Firing', 'since', 'Seen', 'Expected']) await alert.getByText(word).first().waitFor();
    await alert.getByRole('img', { name: /errors/ }).waitFor();
    await album.take(page, 'alert');
    await channel.openThread(alert);
    await channel.thread.getByRole('img', { name: 'at the start' }).waitFor();
    await album.take(page, 'thread');
    await page.keyboard.press('Escape');
    await channel.thread.waitFor({ state: 'detached' });
  });

  test('acknowledges it, and the card says who took it, in place', async () => {
    await alert.getByRole('button', { name: 'Acknowledge' }).click();
    await alert.getByText('Acknowledged by').waitFor();
    await alert.getByText('@maya').waitFor();
    expect(await alert.getByRole('button', { name: 'Acknowledge' }).count()).toBe(0);
  });

  test('mutes it for an hour, and unmutes it', async () => {
    await alert.getByRole('combobox', { name: 'Mute' }).selectOption({ label: '1 hour' });
    await alert.getByText(/Muted by .* until/).waitFor();
    await alert.getByRole('button', { name: 'Unmute' }).click();
    await alert.getByText('Muted by').waitFor({ state: 'detached' });
  });

  test('is shown its log lines, for no other eyes', async () => {
    await alert.getByRole('button', { name: 'Show logs' }).click();
    const lines = channel.saying('Last lines of');
    await lines.getByText('Only visible to you').waitFor();
    await lines
      .locator('pre')
      .getByText(/(\bERROR\b.*\n.*){2}/)
      .waitFor();
    await album.take(page, 'logs');
  });

  test('makes a ticket: without a summary the field says so, with one the link comes to card and thread', async () => {
    await alert.getByRole('button', { name: 'Create ticket' }).click();
    const summary = channel.dialog.getByRole('textbox', { name: 'Summary' });
    await summary.waitFor();
    await album.take(page, 'modal');
    const proposed = await summary.inputValue();
    await summary.fill('');
    await channel.dialog.getByRole('button', { name: 'Create' }).click();
    await channel.dialog.getByRole('alert').waitFor();
    expect(await summary.getAttribute('aria-invalid')).toBe('true');
    await summary.fill(`${proposed}, customers are affected`);
    await summary.press('Enter');
    await channel.dialog.waitFor({ state: 'detached' });
    const link = alert.getByRole('link', { name: /OPS-\d+/ });
    ticket = (await link.getAttribute('href')) ?? '';
    await channel.openThread(alert);
    await channel.thread
      .getByRole('article')
      .last()
      .getByRole('link', { name: /OPS-\d+/ })
      .waitFor();
    await page.keyboard.press('Escape');
  });

  test('asks what happened, with completion, and shares the answer', async () => {
    const box = page.getByRole('main').getByRole('textbox');
    await box.fill('/sysmon err');
    await page.getByRole('option', { name: '/sysmon errors api last 24h' }).waitFor();
    await box.press('Tab');
    expect(await box.inputValue()).toBe('/sysmon errors api last 24h');
    await box.press('Enter');
    const answer = channel.saying('Errors of api, last 24 hours');
    await answer.getByText('Only visible to you').waitFor();
    await answer.getByRole('table').waitFor();
    await answer.getByRole('img').waitFor();
    await album.take(page, 'answer');
    await answer.getByRole('button', { name: 'Share in channel' }).click();
    await channel.saying('Shared by').waitFor();
  });

  test('is helped with what sysmon does not understand', async () => {
    await channel.say('/sysmon wibble');
    const help = channel.saying('wibble');
    await help.getByRole('button', { name: /Did you mean/ }).waitFor();
    await album.take(page, 'unclear');
    await help.getByRole('button', { name: 'Help' }).click();
    await channel.saying('What you can ask sysmon').waitFor();
  });

  test('makes a ticket of what people said in a thread', async () => {
    await channel.goTo('incidents');
    await channel.say('Customers in Berlin can’t pay since noon');
    const said = channel.saying('Customers in Berlin');
    await channel.openThread(said);
    await channel.reply('The card form answers 502');
    await channel.thread.getByText('answers 502').waitFor();
    await said.hover();
    await said.getByRole('button', { name: 'Create Jira ticket' }).click();
    const summary = channel.dialog.getByRole('textbox', { name: 'Summary' });
    await summary.waitFor();
    expect(await summary.inputValue()).toContain('Customers in Berlin');
    await channel.dialog.getByText('The card form answers 502').first().waitFor();
    await channel.dialog.getByRole('button', { name: 'Create' }).click();
    await channel.thread.getByRole('link', { name: /OPS-\d+/ }).waitFor();
  });

  test('asks sysmon in the thread, by its name', async () => {
    await channel.reply('@sysmon errors checkout last 1h');
    await channel.thread.getByText('Errors of checkout').first().waitFor();
    await album.take(page, 'mention');
  });

  test('finds the state of things in the app’s Home', async () => {
    await channel.goTo('sysmon');
    await page.getByRole('button', { name: 'Home' }).click();
    await page.getByText('What you can ask sysmon').waitFor();
    await album.take(page, 'home');
  });

  test('is done in Jira, and so is the alert, within ten seconds', async () => {
    await channel.goTo('alerts');
    const jira = await eyes.open(ticket, LENS);
    await jira.getByText('customers are affected').first().waitFor();
    await album.take(jira, 'ticket');
    const start = performance.now();
    await jira.getByRole('button', { name: 'Done' }).click();
    await alert.getByText('Resolved by').waitFor({ timeout: 10_000 });
    console.log(`resolved ${secondsSince(start)} s after Done in Jira`);
  });

  test('reads all of it in dark and in light', async () => {
    for (const theme of ['dark', 'light']) {
      await page.emulateMedia({ colorScheme: theme === 'dark' ? 'dark' : 'light' });
      await page.locator(`html[data-theme="${theme}"]`).waitFor();
      await album.take(page, theme);
      expect(await paleTexts(page)).toEqual([]);
    }
  });

  test('needs no mouse', async () => {
    await page.reload();
    await page.getByRole('article').last().waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.type('/sysmon hea');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await channel.saying('sources').getByText('Only visible to you').waitFor();
  });

  test('has all of it on a phone', async () => {
    const phone = await eyes.open(product.page, { viewport: { width: 390, height: 844 }, hasTouch: true });
    const hand = channelOn(phone);
    await phone.getByRole('article').last().waitFor();
    await phone.getByRole('button', { name: 'Channels' }).click();
    await album.take(phone, 'phone-channels');
    await hand.goTo('alerts');
    await album.take(phone, 'phone');
    const width = await phone.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBe(390);
    await phone.close();
  });

  test('stops with Ctrl-C, and the next start goes on: nothing lost, nothing twice', {
    timeout: 120_000,
  }, async () => {
    const before = await stateOf(product);
    expect(await product.stop()).toBe(0);
    product = await startProduct(folder);
    await page.goto(product.page);
    await channel.saying('Resolved by').first().waitFor();
    const health = await fetch(new URL('/readyz', product.run.http));
    expect(health.status).toBe(200);
    const after = await stateOf(product);
    expect(alertsIn(after)).toEqual(expect.arrayContaining(alertsIn(before)));
    expect(new Set(alertsIn(after)).size).toBe(alertsIn(after).length);
  });
});

function secondsSince(start: number): string {
  return ((performance.now() - start) / 1_000).toFixed(1);
}

async function stateOf({ page }: Product): Promise<PageState> {
  return (await fetch(new URL('page/state', page))).json();
}

/** The alert that each message of the alerts channel is about. */
function alertsIn({ messages }: PageState): unknown[] {
  return Object.values(messages)
    .flat()
    .flatMap(({ metadata }) =>
      metadata?.event_type === 'sysmon_alert' ? [metadata.event_payload?.alertId] : [],
    );
}

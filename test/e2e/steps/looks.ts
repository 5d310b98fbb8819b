import { expect, test } from 'vitest';
import { channelOn } from '../channel.ts';
import { paleTexts } from '../contrast.ts';
import type { Walk } from '../walk.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };

export function looksAround({ eyes, product, page, channel, album }: Walk): void {
  test.each(['dark', 'light'] as const)('can read every text in %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    await page.locator(`html[data-theme="${colorScheme}"]`).waitFor();
    await album.take(page, colorScheme);
    expect(await paleTexts(page)).toEqual([]);
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
    const phone = await eyes.open(product.page, PHONE);
    const hand = channelOn(phone);
    await hand.alert.waitFor();
    await phone.getByRole('button', { name: 'Channels' }).click();
    await album.take(phone, 'phone-channels');
    await hand.goTo('alerts');
    await hand.alert.getByText('Resolved by').scrollIntoViewIfNeeded();
    await album.take(phone, 'phone');
    const widest = await phone.evaluate(() => document.documentElement.scrollWidth);
    expect(widest).toBe(PHONE.viewport.width);
    await phone.close();
  });
}

import { expect, test } from 'vitest';
import { secondsSince, type Walk } from '../walk.ts';

const AT_MOST = 120_000;

/** From the start to an alert that someone took. */
export function meetsAlert({ begun, page, channel, album }: Walk): void {
  const { alert } = channel;

  test('sees the first alert within two minutes of the start', { timeout: AT_MOST }, async () => {
    await alert.waitFor({ timeout: AT_MOST });
    console.log(`first alert ${secondsSince(begun)} s after the start`);
    expect(performance.now() - begun).toBeLessThan(AT_MOST);
  });

  test('reads on the card what is wrong, since when, against what is usual, with a chart', async () => {
    for (const word of ['Firing', 'since', 'Seen', 'Expected']) await alert.getByText(word).first().waitFor();
    await alert.getByRole('img', { name: /errors/ }).waitFor();
    await album.take(page, 'alert');
  });

  test('opens its thread for the detailed chart, and Escape leads back', async () => {
    await channel.openThread(alert);
    await channel.thread.getByRole('img', { name: 'at the start' }).waitFor();
    await album.take(page, 'thread');
    await page.keyboard.press('Escape');
    await channel.thread.waitFor({ state: 'detached' });
    await alert.getByRole('button', { name: 'Reply in thread' }).and(page.locator(':focus')).waitFor();
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
    await alert.getByRole('status', { name: 'Working' }).waitFor();
    const lines = channel.saying('Last lines of');
    await lines.getByText('Only visible to you').waitFor();
    await lines.getByText(/(\bERROR\b.*\n.*){2}/).waitFor();
    await album.take(page, 'logs');
  });
}

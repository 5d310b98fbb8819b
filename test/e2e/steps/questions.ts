import { expect, test } from 'vitest';
import type { Walk } from '../walk.ts';

export function asks({ page, channel, album }: Walk): void {
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
}

export function asksInThread({ page, channel, album }: Walk): void {
  test('asks sysmon in the thread, by its name', async () => {
    await channel.reply('@sysmon errors checkout last 1h');
    await channel.thread.getByText('Errors of checkout').first().waitFor();
    await album.take(page, 'mention');
  });
}

export function opensHome({ page, channel, album }: Walk): void {
  test('finds the state of things in the app’s Home', async () => {
    await channel.goTo('sysmon');
    await page.getByRole('button', { name: 'Home' }).click();
    await page.getByText('What you can ask sysmon').waitFor();
    await album.take(page, 'home');
  });
}

import { expect, test } from 'vitest';
import { LENS } from '../pictures.ts';
import { secondsSince, type Walk } from '../walk.ts';

const TICKET = { name: /OPS-\d+/ };

export function makesTicket({ page, channel, album }: Walk): void {
  const { alert, dialog, thread } = channel;

  test('makes a ticket: without a summary the field says so, with one the link comes to card and thread', async () => {
    await alert.getByRole('button', { name: 'Create ticket' }).click();
    const summary = dialog.getByRole('textbox', { name: 'Summary' });
    await summary.waitFor();
    await album.take(page, 'modal');
    const proposed = await summary.inputValue();
    await summary.fill('');
    await dialog.getByRole('button', { name: 'Create' }).click();
    await dialog.getByRole('alert').waitFor();
    expect(await summary.getAttribute('aria-invalid')).toBe('true');
    await summary.fill(`${proposed}, customers are affected`);
    await summary.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await alert.getByRole('link', TICKET).waitFor();
    await channel.openThread(alert);
    await thread.getByRole('article').last().getByRole('link', TICKET).waitFor();
    await page.keyboard.press('Escape');
  });
}

export function makesTicketOfThread({ channel }: Walk): void {
  const { dialog, thread } = channel;

  test('makes a ticket of what people said in a thread', async () => {
    await channel.goTo('incidents');
    await channel.say('Customers in Berlin can’t pay since noon');
    const said = channel.saying('Customers in Berlin');
    await channel.openThread(said);
    await channel.reply('The card form answers 502');
    await thread.getByText('answers 502').waitFor();
    await said.hover();
    await said.getByRole('button', { name: 'Create Jira ticket' }).click();
    const summary = dialog.getByRole('textbox', { name: 'Summary' });
    await summary.waitFor();
    expect(await summary.inputValue()).toContain('Customers in Berlin');
    await dialog.getByText('The card form answers 502').first().waitFor();
    await dialog.getByRole('button', { name: 'Create' }).click();
    await thread.getByRole('link', TICKET).waitFor();
  });
}

export function isDone({ channel, eyes, album }: Walk): void {
  const { alert } = channel;

  test('is done in Jira, and so is the alert, within ten seconds', async () => {
    await channel.goTo('alerts');
    const address = await alert.getByRole('link', TICKET).getAttribute('href');
    const jira = await eyes.open(address ?? '', LENS);
    await jira.getByText('customers are affected').first().waitFor();
    await album.take(jira, 'ticket');
    const start = performance.now();
    await jira.getByRole('button', { name: 'Done' }).click();
    await alert.getByText('Resolved by').waitFor({ timeout: 10_000 });
    console.log(`resolved ${secondsSince(start)} s after Done in Jira`);
  });
}

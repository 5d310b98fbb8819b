import type { Locator, Page } from 'playwright-core';

/** The page as a person goes about it. */
export interface Channel {
  /** The first alert there was, in whatever state it is. */
  alert: Locator;
  /** The newest message that says this, for everyone or for this person alone. */
  saying(text: string | RegExp): Locator;
  thread: Locator;
  dialog: Locator;
  goTo(name: string): Promise<void>;
  say(text: string): Promise<void>;
  openThread(message: Locator): Promise<void>;
  reply(text: string): Promise<void>;
}

export function channelOn(page: Page): Channel {
  const main = page.getByRole('main');
  const thread = page.getByRole('complementary', { name: 'Thread' });
  const send = async (place: Locator, text: string) => {
    await place.getByRole('textbox').fill(text);
    await place.getByRole('textbox').press('Enter');
  };
  return {
    alert: main
      .getByRole('article')
      .filter({ has: page.getByRole('button', { name: 'Show logs' }) })
      .first(),
    saying: (text) => main.getByRole('article').filter({ hasText: text }).last(),
    thread,
    dialog: page.getByRole('dialog'),
    goTo: (name) => page.getByRole('navigation').getByRole('button', { name }).click(),
    say: (text) => send(main, text),
    openThread: async (message) => {
      await message.hover();
      await message.getByRole('button', { name: 'Reply in thread' }).click();
      await thread.waitFor();
    },
    reply: (text) => send(thread, text),
  };
}

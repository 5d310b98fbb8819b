import { expect, test } from 'vitest';
import type { PageState } from '../../../sandbox/slack/page-api.ts';
import { type Product, startProduct } from '../product.ts';
import type { Walk } from '../walk.ts';

export function comesBack(walk: Walk): void {
  const { folder, page, channel } = walk;

  test('stops it with Ctrl-C, and the next start goes on: nothing lost, nothing twice', {
    timeout: 120_000,
  }, async () => {
    const before = await stateOf(walk.product);
    expect(await walk.product.stop()).toBe(0);
    walk.product = await startProduct(folder);
    await page.goto(walk.product.page);
    await channel.alert.getByText('Resolved by').waitFor();
    expect((await fetch(new URL('/readyz', walk.product.run.http))).status).toBe(200);
    const after = alertsIn(await stateOf(walk.product));
    expect(after).toEqual(expect.arrayContaining(alertsIn(before)));
    expect(new Set(after).size).toBe(after.length);
  });
}

async function stateOf({ page }: Product): Promise<PageState> {
  return (await fetch(new URL('page/state', page))).json();
}

/** The alert that each message is about, where it is about one. */
function alertsIn({ messages }: PageState): unknown[] {
  return Object.values(messages)
    .flat()
    .flatMap(({ metadata }) =>
      metadata?.event_type === 'sysmon_alert' ? [metadata.event_payload?.alertId] : [],
    );
}

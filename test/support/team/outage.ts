import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, vi } from 'vitest';
import { MINUTE, SECOND } from '../../../src/core/time.ts';
import type { Child } from '../child.ts';
import { startLoad } from './load.ts';
import { openTeam, type Team } from './team.ts';
import { expectAllThereOnce } from './truth.ts';

/** How one server goes, and how it comes back. */
export interface Outage {
  away(team: Team): Promise<void>;
  back(team: Team): Promise<void>;
  /** What a person does meanwhile; again and again. */
  meanwhile(team: Team): Promise<void>;
  /** Resolves once what was asked for meanwhile is done, before the processes end. */
  settled(team: Team): Promise<void>;
}

const LONG = 12 * SECOND;
export const PATIENCE = { timeout: 1.5 * MINUTE, interval: 500 };
/** What a process may take besides, while it reads what it has missed; megabytes. */
const MORE_MEMORY = 150;

/**
 * A bot and a worker under load, a server that goes for a while and comes back: all that was logged is there once, every alert has its one
 * message, and health tells of the lag as soon as it can.
 */
export async function rideOut(
  database: string | null,
  variables: Record<string, string>,
  outage: Outage,
): Promise<void> {
  const team = await openTeam(database, variables);
  const load = await startLoad(team.outside.cloudwatch, ['api', 'web', 'late']);
  onTestFinished(load.stop);
  const processes = await Promise.all([team.start('bot'), team.start('worker')]);
  await vi.waitFor(
    async () => expect((await team.store.documents.find('alert')).length).toBeGreaterThan(0),
    PATIENCE,
  );

  const memory = await Promise.all(processes.map(peakMemory));
  await outage.away(team);
  for (const began = performance.now(); performance.now() - began < LONG; await sleep(SECOND))
    await outage.meanwhile(team);
  await outage.back(team);
  await vi.waitFor(async () => expect(await team.ask('health')).toContain('lag'), PATIENCE);

  await load.stop();
  await vi.waitFor(() => expectAllThereOnce(team.store, load, team.outside), PATIENCE);
  await outage.settled(team);
  for (const [index, child] of processes.entries()) {
    expect((await peakMemory(child)) - (memory[index] ?? 0)).toBeLessThan(MORE_MEMORY);
    expect(await child.end('SIGTERM')).toBe(0);
  }
}

/** Megabytes that a process had in memory at most, as Linux counts. */
async function peakMemory({ pid }: Child): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]) / 1_024;
}

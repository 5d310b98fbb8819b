import type { Instant } from '../../core/time.ts';
import type { EngineEvent } from './engine/objects.ts';

/** What happens to a container that is worth telling. Docker's own commands inside of containers (`exec_…`), which health checks are, are not. */
export const ACTIONS = ['die', 'oom', 'health_status', 'restart', 'start', 'kill'] as const;
export type Action = (typeof ACTIONS)[number];

export interface Happened {
  action: Action;
  /** What some actions add: `health_status: unhealthy`. */
  detail: string;
}

const NANOSECONDS = 1_000_000;

export function timeOf({ timeNano }: EngineEvent): Instant {
  return Math.floor(timeNano / NANOSECONDS);
}

/** Undefined for an action that is not told. */
export function happenedIn({ Action }: EngineEvent): Happened | undefined {
  const [name, ...details] = Action.split(':');
  const action = ACTIONS.find((one) => one === name);
  return action && { action, detail: details.join(':').trim() };
}

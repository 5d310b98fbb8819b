import { ConfigError } from '../src/core/errors.ts';
import { ACTIONS, CALLBACKS } from '../src/slack/actions.ts';
import type { Handler } from './handler.ts';

/** The start refuses a button that nobody answers, and an answer that two give. */
export function refuseFaults(handlers: readonly Handler[]): void {
  const faults = [...unanswered(handlers), ...answeredTwice(handlers)];
  if (faults.length > 0) throw new ConfigError(faults);
}

function unanswered(handlers: readonly Handler[]): string[] {
  const ids = new Set(handlers.map(({ id }) => id));
  const needed: string[] = [...Object.values(ACTIONS), ...Object.values(CALLBACKS)];
  return needed.filter((id) => !ids.has(id)).map((id) => `no handler answers ${id}`);
}

function answeredTwice(handlers: readonly Handler[]): string[] {
  const names = handlers.map(({ kind, id }) => `${kind} ${id}`);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return twice.map((name) => `two handlers answer ${name}`);
}

import type { Command } from '../../core/question.ts';
import type { Maybe } from '../sentence/draft.ts';
import type { Token } from '../words/tokens.ts';
import type { World } from '../world.ts';

/** What a command reader gets: the sentence without its politeness and without the reason given. */
interface Order {
  tokens: readonly Token[];
  /** What follows "because", as typed. */
  reason?: string;
  world: World;
}

/** Undefined where the sentence is no such command. */
export type CommandReader = (order: Order) => Maybe<Command> | undefined;

export const because = (reason: string) => ({ because: reason });

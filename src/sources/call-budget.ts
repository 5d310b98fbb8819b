/** The right to call an API whose limit we share: among workers, among processes, with people at the console. */
export interface CallBudget {
  /** Resolves when one call may be made. */
  take(signal: AbortSignal): Promise<void>;
  /** Nobody calls for so many milliseconds: the other side said that it was too much. */
  pause(milliseconds: number): Promise<void>;
}

/** Budgets of one key are one budget, in whatever process they were opened. */
export type OpenBudget = (key: string, callsPerSecond: number) => CallBudget;

import type { Ids } from '../ids.ts';

/** The right to open one Socket Mode connection, once. */
export interface Tickets {
  issueTicket(): string;
  redeemTicket(ticket: string): boolean;
}

export function createTickets(ids: Ids): Tickets {
  const open = new Set<string>();
  return {
    issueTicket: () => {
      const ticket = ids.secret(16);
      open.add(ticket);
      return ticket;
    },
    redeemTicket: (ticket) => open.delete(ticket),
  };
}

import { type BalenaSDK, getSdk } from 'balena-sdk';
import { z } from 'zod';
import type { SourceDeps } from '../source.ts';
import { type Caller, createCaller } from './call.ts';
import { badReply, noToken } from './fault.ts';
import type { BalenaSettings } from './settings.ts';

type Send = (abort: AbortSignal) => Promise<unknown>;

/** balena's API, for the length of one reading: every call is within the budget, and counted. */
export interface Connection extends Pick<Caller, 'spent'> {
  sdk: BalenaSDK;
  apiUrl: string;
  /** Rows as they came. `asked` is what for, as it is said in a fault. */
  ask(asked: string, send: Send): Promise<unknown[]>;
  /** Rows that are all of this shape, else an `UpstreamError`. */
  askFor<T>(schema: z.ZodType<T>, asked: string, send: Send): Promise<T[]>;
  /** A stream that lives as long as `signal` lets it. */
  open(asked: string, path: string, signal: AbortSignal): Promise<NodeJS.ReadableStream>;
}

const Rows = z.array(z.unknown());

export type Connect = (signal: AbortSignal) => Connection;

/** One SDK for all readings: it holds the token, in memory alone. */
export function openConnection({ token, apiUrl, callsPerSecond }: BalenaSettings, deps: SourceDeps): Connect {
  const sdk = getSdk({ apiUrl, dataDirectory: false });
  const budget = deps.openBudget(`balena/${apiUrl}`, callsPerSecond);
  let loggedIn: Promise<void> | undefined;

  async function logIn(): Promise<void> {
    if (!token) throw noToken();
    loggedIn ??= sdk.auth.loginWithToken(token);
    await loggedIn;
  }

  return (signal) => {
    const caller = createCaller(budget, deps, signal);

    async function parsed<T>(schema: z.ZodType<T[]>, asked: string, send: Send): Promise<T[]> {
      await logIn();
      const rows = schema.safeParse(await caller.call(asked, send));
      if (rows.success) return rows.data;
      throw badReply(asked, z.prettifyError(rows.error));
    }

    return {
      sdk,
      apiUrl,
      spent: caller.spent,
      ask: (asked, send) => parsed(Rows, asked, send),
      askFor: (schema, asked, send) => parsed(z.array(schema), asked, send),
      open: async (asked, url, signal) => {
        await logIn();
        const request = { url, baseUrl: apiUrl, qs: { stream: 1 }, signal };
        return caller.call(asked, () => sdk.request.stream(request));
      },
    };
  };
}

import { RejectedError, UpstreamError } from '../core/errors.ts';

/** One line of the doctor's report. */
export interface Check {
  name: string;
  ok: boolean;
  /** What was found, or what is wrong. */
  words: string;
  /** What a person should do. */
  advice?: string;
}

/** Runs one look at one thing; what it throws becomes words and advice, never a stack trace. */
export async function check(name: string, look: () => Promise<string>): Promise<Check> {
  try {
    return { name, ok: true, words: await look() };
  } catch (error) {
    return { name, ok: false, ...inWords(error) };
  }
}

function inWords(error: unknown): Pick<Check, 'words' | 'advice'> {
  if (error instanceof RejectedError) return { words: error.message, advice: error.advice };
  if (error instanceof UpstreamError) {
    return {
      words: error.message,
      advice: 'It may pass by itself: look again in a minute, then at the network between.',
    };
  }
  return { words: error instanceof Error ? error.message : String(error) };
}

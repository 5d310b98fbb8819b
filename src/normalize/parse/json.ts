import { levelOf } from '../level/level.ts';
import { HEAD, MESSAGE } from '../limits.ts';
import { clipped } from '../text.ts';
import { flatten } from './flatten.ts';
import type { Format, Parsed } from './format.ts';
import { parsedRecord } from './record.ts';

const LEVEL = /"(?:level|severity|log\.level|levelname)"\s{0,4}:\s{0,4}"?([A-Za-z]{1,13}|\d{1,2})\b/;
const FAILED = /^(?:timeout|error|failure)$/;

/**
 * One JSON object a line: pino, winston, bunyan, structlog, ECS (nested or dotted), Lambda's JSON logs, and whatever names its fields as
 * people do (`names.ts`). An object that is broken is kept whole with `error.parse`; the level is still read from it, if it names one.
 */
export const json: Format = {
  name: 'json',
  claims: (text) => text[0] === '{' && /^\{\s{0,100}(?:"|\}\s{0,100}$)/.test(text.slice(0, 204)),
  parse(text) {
    if (text.length > MESSAGE) return broken(text, `JSON of more than ${MESSAGE} characters`);
    try {
      const record: unknown = JSON.parse(text);
      return typeof record === 'object' && record !== null ? parsedObject(record) : undefined;
    } catch (error) {
      return broken(text, `JSON: ${error instanceof Error ? error.message : String(error)}`);
    }
  },
};

function parsedObject(record: object): Parsed {
  const parsed = parsedRecord(flatten(record));
  const { type, 'record.status': status } = parsed.labels ?? {};
  return type?.startsWith('platform.') && FAILED.test(status ?? '') ? { ...parsed, level: 'error' } : parsed;
}

function broken(text: string, fault: string): Parsed {
  const named = LEVEL.exec(text.slice(0, HEAD))?.[1];
  const level = named ? levelOf(named) : undefined;
  return { ...(level && { level }), fields: { 'error.parse': clipped(fault, 200) } };
}

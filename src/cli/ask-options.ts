import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { ConfigError } from '../core/errors.ts';
import type { Known } from '../core/question.ts';
import type { Instant } from '../core/time.ts';

export interface AskOptions {
  question: string;
  /** One question a line from standard input. */
  stdin: boolean;
  /** Only understand, and print the typed question: no store is opened. */
  parse: boolean;
  json: boolean;
  now: Instant | undefined;
  timezone: string;
  known: Known | undefined;
}

const Names = z.array(z.string()).default([]);
const KnownFile = z.object({ services: Names, fleets: Names, namespaces: Names, hosts: Names });

const USAGE =
  'usage: ask "<question>" | --stdin  [--parse] [--json] [--now ISO-time] [--timezone IANA-zone] [--known names.json]';

/** What was typed after `ask`; throws a `ConfigError` that names every fault. */
export async function readOptions(args: string[]): Promise<AskOptions> {
  const { values, positionals } = parse(args);
  const question = positionals.join(' ');
  const now = values.now === undefined ? undefined : Date.parse(values.now);
  const timezone = values.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const faults = [
    ...(question === '' && !values.stdin ? [USAGE] : []),
    ...(Number.isNaN(now) ? ['--now: not a time; write it as 2026-11-24T14:30:00Z'] : []),
    ...(isTimezone(timezone) ? [] : ['--timezone: not a known zone; write it as Europe/Berlin']),
  ];
  if (faults.length > 0) throw new ConfigError(faults);
  const known = values.known === undefined ? undefined : await readKnown(values.known);
  return { question, stdin: values.stdin, parse: values.parse, json: values.json, now, timezone, known };
}

function parse(args: string[]) {
  const flag = { type: 'boolean', default: false } as const;
  const value = { type: 'string' } as const;
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { stdin: flag, parse: flag, json: flag, now: value, timezone: value, known: value },
    });
  } catch (error) {
    throw new ConfigError([error instanceof Error ? error.message : String(error), USAGE]);
  }
}

function isTimezone(name: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

async function readKnown(file: string): Promise<Known> {
  try {
    return KnownFile.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    throw new ConfigError([`--known: ${file} is no JSON file like {"services":["api"],"hosts":[]}`]);
  }
}

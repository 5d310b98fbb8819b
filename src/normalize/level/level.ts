import type { Level } from '../../core/event.ts';

/** What frameworks call their levels: syslog, npm, pino, Python, java.util.logging, log4j, zap, .NET, PostgreSQL, Apache, Android. */
const NAMES: Readonly<Record<Level, string>> = {
  trace:
    'trace trc verbose vrb silly finest finer trace1 trace2 trace3 trace4 trace5 trace6 trace7 trace8 t v',
  debug: 'debug dbg dbug fine debug1 debug2 debug3 debug4 debug5 d',
  info: 'info inf information informational log http config success i detail hint statement',
  notice: 'notice',
  warn: 'warn warning wrn w',
  error: 'error err eror severe failure fail e',
  fatal: 'fatal ftl critical crit crt alert emerg emergency panic dpanic f c',
};

const BY_NAME: ReadonlyMap<string, Level> = new Map(
  (Object.keys(NAMES) as Level[]).flatMap((level) =>
    NAMES[level].split(' ').map((name) => [name, level] as const),
  ),
);

/** Syslog severities 0 to 7 (RFC 5424); GELF numbers its levels so too. */
const SYSLOG: readonly Level[] = ['fatal', 'fatal', 'fatal', 'error', 'warn', 'notice', 'info', 'debug'];
/** pino and bunyan: 10 to 60 by tens. */
const PINO: readonly Level[] = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'];
/** Python's `levelno`: 10 to 50 by tens. */
const PYTHON: readonly Level[] = ['debug', 'info', 'warn', 'error', 'fatal'];
/** OpenTelemetry's `SeverityNumber`: 1 to 24 by fours. */
const OPEN_TELEMETRY: readonly Level[] = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'];

export function levelOfName(name: string): Level | undefined {
  return BY_NAME.get(name.toLowerCase());
}

/** A level by name or number. 0 to 7 is syslog's, 10 and more pino's and bunyan's. */
export function levelOf(value: string | number): Level | undefined {
  if (typeof value === 'string' && !/^\d{1,3}$/.test(value)) return levelOfName(value.trim());
  const number = Number(value);
  return number < 10 ? SYSLOG[number] : at(PINO, number / 10 - 1);
}

export function levelOfPython(number: number): Level | undefined {
  return at(PYTHON, number / 10 - 1);
}

export function levelOfOpenTelemetry(number: number): Level | undefined {
  return at(OPEN_TELEMETRY, (number - 1) / 4);
}

/** The severity in the PRI of a syslog line: its last three bits. */
export function levelOfPriority(priority: number): Level | undefined {
  return SYSLOG[priority & 7];
}

/** The server's fault is an error, the caller's a warning. */
export function levelOfStatus(status: number): Level {
  if (status >= 500) return 'error';
  return status >= 400 ? 'warn' : 'info';
}

/** Numbers between two levels belong to the lower, beyond the highest to the highest. */
function at(levels: readonly Level[], index: number): Level | undefined {
  return index < 0 ? undefined : levels[Math.min(Math.floor(index), levels.length - 1)];
}

import type { Level } from '../../core/event.ts';
import { levelOfPriority } from '../level/level.ts';
import { type Format, fieldsOf, type Parsed } from './format.ts';
import { labelsOf } from './labels.ts';

const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
const ISO = '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?:Z|[+-]\\d\\d:\\d\\d)';
const RFC_3164 = new RegExp(
  `^(?:<(?<priority>\\d{1,3})>)?(?<time>${MONTH} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d|${ISO}) (?<host>[\\w.:-]{1,255}) (?<tag>[^\\s:[\\]]{1,64})(?:\\[(?<pid>\\d{1,10})\\])?: ?`,
);
const RFC_5424 = new RegExp(
  `^<(?<priority>\\d{1,3})>1 (?<time>-|${ISO}) (?<host>\\S{1,255}) (?<tag>\\S{1,48}) (?<pid>\\S{1,128}) (?<id>\\S{1,32}) `,
);
const ELEMENT = /^\[(?<name>[^\s="\]]{1,32})(?<parameters>(?: [^\s="\]]{1,32}="(?:[^"\\]|\\.)*")*)\]/;
const PARAMETER = / ([^\s="\]]{1,32})="((?:[^"\\]|\\.)*)"/g;

/**
 * Syslog: RFC 3164 with and without its priority (`Dec 10 06:55:46 host sshd[242]: message`), also with an ISO time as rsyslog writes it, and
 * RFC 5424. The program becomes `log.logger`: many programs of one host share a log, and the service is the one the source names.
 */
export const syslog: Format = {
  name: 'syslog',
  claims: (text) =>
    (text[0] === '<' && /^<\d{1,3}>/.test(text.slice(0, 5))) ||
    (text[3] === ' ' && text[9] === ':' && text[12] === ':') ||
    (text[4] === '-' && text[10] === 'T'),
  parse: (text) => parse5424(text) ?? parse3164(text),
};

function parse3164(text: string): Parsed | undefined {
  const match = RFC_3164.exec(text);
  if (!match?.groups) return undefined;
  return { ...header(match.groups), message: text.slice(match[0].length) };
}

function parse5424(text: string): Parsed | undefined {
  const match = text[0] === '<' ? RFC_5424.exec(text) : undefined;
  if (!match?.groups) return undefined;
  const labels: [string, string | undefined][] = [
    ['syslog.msgid', match.groups.id === '-' ? '' : match.groups.id],
  ];
  let at = match[0].length;
  for (let element = ELEMENT.exec(text.slice(at)); element; element = ELEMENT.exec(text.slice(at))) {
    for (const [, name, value] of (element.groups?.parameters ?? '').matchAll(PARAMETER)) {
      labels.push([`${element.groups?.name}.${name}`, value?.replace(/\\(["\\\]])/g, '$1')]);
    }
    at += element[0].length;
  }
  const message = text.slice(at).replace(/^-? ?\uFEFF?/, '');
  return { ...header(match.groups), message, labels: labelsOf(labels) };
}

function header({ priority, time, host, tag, pid }: Record<string, string | undefined>): Parsed {
  const level: Level | undefined = priority ? levelOfPriority(Number(priority)) : undefined;
  return {
    ...(level && { level }),
    ...(time && time !== '-' && { time }),
    fields: fieldsOf({
      'host.name': host === '-' ? undefined : host,
      'log.logger': tag === '-' ? undefined : tag,
      'process.pid': pid && /^\d{1,10}$/.test(pid) ? Number(pid) : undefined,
    }),
  };
}

import { levelOfName } from '../level/level.ts';
import { type Format, fieldsOf } from './format.ts';

const HEADER =
  /^\[(?<time>[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d+)? \d{4})\] \[(?:(?<module>[\w-]{0,40}):)?(?<level>[a-z]+\d?)\] (?:\[pid (?<pid>\d+)(?::tid \d+)?\] )?/;
const CLIENT =
  /^(?:\([^)\n]{1,80}\)[^\n[]{1,200})?\[(?:client|remote) (?<client>[\da-fA-F.:]{2,45}?)(?::\d{1,5})?\]/;
const CODE = /\b(AH\d{5})\b/;

/**
 * Apache's error log, 2.2 `[Sun Dec 04 04:47:44 2005] [error] message` and 2.4 `[…] [core:error] [pid 35:tid 42] [client 10.0.0.1:80] AH00035:
 * message`. The level is the one in the brackets, so that `grep '\[error\]'` finds the same lines.
 */
export const apacheError: Format = {
  name: 'apache-error',
  claims: (text) => text[0] === '[' && /^\[(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) /.test(text.slice(0, 5)),
  parse(text) {
    const match = HEADER.exec(text);
    const level = levelOfName(match?.groups?.level ?? '');
    if (!match?.groups || !level) return undefined;
    const { time, module, pid } = match.groups;
    const message = text.slice(match[0].length);
    const head = message.slice(0, 400);
    const code = CODE.exec(head)?.[1];
    return {
      level,
      message,
      ...(time && { time }),
      ...(code && { code }),
      fields: fieldsOf({
        'log.logger': module,
        'process.pid': pid ? Number(pid) : undefined,
        'client.ip': CLIENT.exec(head)?.groups?.client,
      }),
    };
  },
};

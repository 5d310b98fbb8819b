import { pathOf } from '../../core/route.ts';
import { levelOfStatus } from '../level/level.ts';
import { HEAD } from '../limits.ts';
import { type Format, fieldsOf, type Parsed } from './format.ts';
import { labelsOf } from './labels.ts';

const LINE =
  /^(?:(?<vhost>[\w.*:-]{1,255}) )?(?<client>[\w.:%-]{2,255}) (?:\S{1,255}) (?<user>\S{1,255}) \[(?<time>\d\d\/\w{3}\/\d{4}:\d\d:\d\d:\d\d [+-]\d{4})\] "(?<request>(?:[^"\\\n]|\\.)*)" (?<status>\d{3}) (?<size>\d+|-)/;
const QUOTED_PAIR = /^ "(?<referrer>(?:[^"\\\n]|\\.)*)" "(?<agent>(?:[^"\\\n]|\\.)*)"/;
const REQUEST = /^(?<method>[A-Z]{3,10}) (?<target>\S+)/;
const DURATION = /(?:^| |rt=|request_time[=:]"?)(\d+(?:\.\d+)?)"?(?= |$)/;

/**
 * Apache's and nginx's common and combined log format, with or without a virtual host before it and a request time behind it: `$request_time`
 * of nginx is seconds with a point, `%D` of Apache a whole number of microseconds. The message is the whole line.
 */
export const access: Format = {
  name: 'access',
  claims: (text) => text.slice(0, 800).includes('] "') && /^[\w.:*-]+ /.test(text.slice(0, 256)),
  parse(text) {
    const line = text.slice(0, HEAD);
    const match = LINE.exec(line);
    return match?.groups && parsed(match.groups, line.slice(match[0].length));
  },
};

function parsed(found: Record<string, string | undefined>, rest: string): Parsed {
  const pair = QUOTED_PAIR.exec(rest);
  const duration = DURATION.exec(rest.slice(pair?.[0].length ?? 0).slice(0, 200))?.[1];
  const request = REQUEST.exec(found.request ?? '')?.groups;
  const status = Number(found.status);
  return {
    level: levelOfStatus(status),
    ...(found.time && { time: found.time }),
    fields: fieldsOf({
      'http.request.method': request?.method,
      'http.response.status_code': status,
      'url.path': request?.target && pathOf(request.target),
      'client.ip': found.client,
      'user.name': dashless(found.user),
      'event.duration': duration === undefined ? undefined : nanoseconds(duration),
    }),
    labels: labelsOf([
      ['url.domain', found.vhost],
      ['http.response.body.bytes', dashless(found.size)],
      ['http.request.referrer', dashless(pair?.groups?.referrer)],
      ['user_agent.original', dashless(pair?.groups?.agent)],
    ]),
  };
}

function dashless(text: string | undefined): string | undefined {
  return text === '-' ? undefined : text;
}

function nanoseconds(duration: string): number {
  return Math.round(Number(duration) * (duration.includes('.') ? 1e9 : 1e3));
}

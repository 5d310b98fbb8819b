import { pathOf } from '../../core/route.ts';
import { levelOfName } from '../level/level.ts';
import { type Format, fieldsOf } from './format.ts';

const HEADER = /^(?<time>\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d) \[(?<level>[a-z]+)\] (?<pid>\d+)#\d+: (?:\*\d+ )?/;
const CLIENT = /, client: (?<client>[\da-fA-F.:]{2,45})/;
const REQUEST = /, request: "(?<method>[A-Z]{3,10}) (?<target>[^\s"]{1,4000})/;

/** nginx's error log: `2024/01/01 10:00:00 [error] 31#31: *7 message, client: 10.0.0.1, server: _, request: "GET / HTTP/1.1"`. */
export const nginxError: Format = {
  name: 'nginx-error',
  claims: (text) => text[4] === '/' && text[7] === '/',
  parse(text) {
    const match = HEADER.exec(text);
    const level = levelOfName(match?.groups?.level ?? '');
    if (!match?.groups || !level) return undefined;
    const { time, pid } = match.groups;
    const message = text.slice(match[0].length);
    const request = REQUEST.exec(message.slice(0, 8_000))?.groups;
    return {
      level,
      message,
      ...(time && { time }),
      fields: fieldsOf({
        'process.pid': Number(pid),
        'client.ip': CLIENT.exec(message.slice(0, 8_000))?.groups?.client,
        'http.request.method': request?.method,
        'url.path': request?.target && pathOf(request.target),
      }),
    };
  },
};

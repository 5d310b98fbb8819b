import type { Level } from '../../core/event.ts';
import { type Format, fieldsOf } from './format.ts';

const HEADER =
  /^(?<level>[IWEF])(?<time>\d{4} \d\d:\d\d:\d\d\.\d{6}) +(?<thread>\d+) (?<place>[\w./-]{1,200}:\d+)\] /;
const LEVELS: Readonly<Record<string, Level>> = { I: 'info', W: 'warn', E: 'error', F: 'fatal' };

/** glog and klog (Kubernetes): `E0102 15:04:05.123456    1 reflector.go:147] message`. */
export const klog: Format = {
  name: 'klog',
  claims: (text) => text[5] === ' ' && /^[IWEF]\d{4} /.test(text.slice(0, 6)),
  parse(text) {
    const match = HEADER.exec(text);
    const level = LEVELS[match?.groups?.level ?? ''];
    if (!match?.groups || !level) return undefined;
    return {
      level,
      message: text.slice(match[0].length),
      ...(match.groups.time && { time: match.groups.time }),
      fields: fieldsOf({ 'log.logger': match.groups.place?.replace(/:\d+$/, '') }),
    };
  },
};

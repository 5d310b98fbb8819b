import { levelOfName } from '../level/level.ts';
import { type Format, fieldsOf, type Parsed } from './format.ts';

const TIME =
  /^\[?(?<time>\d{4}[-/]\d\d[-/]\d\d[ T]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?: ?(?:Z|UTC|GMT|[+-]\d\d:?\d\d))?)\]?[ \t]+(?:[|-][ \t]+)?/;
const LEVEL = '(?<level>[A-Z]{3,11}|[a-z]{4,8})';
const LOGGER = '(?<logger>[A-Za-z_][\\w.$/-]{0,150})';
/** What stands behind the time, the most telling first. */
const HEADERS = [
  // Spring Boot: `ERROR 1234 --- [main] c.e.App : message`, with the application's name in one more bracket since 3.2
  new RegExp(`^${LEVEL} (?<pid>\\d{1,10}) --- (?:\\[[^\\]\\n]{0,100}\\] ){1,2}${LOGGER} +: `),
  // log4j and Hadoop: `ERROR [main] org.example.App: message`, `ERROR [logger] message`, `ERROR - message`
  new RegExp(
    `^\\[?${LEVEL}\\]?:? +(?:[|-] +)?(?:\\[(?<place>[^\\]\\n]{1,100})\\] +)?(?:${LOGGER}(?:: | - | +: ))?`,
  ),
  // Logback and log4j2: `[main] ERROR org.example.App - message`
  new RegExp(`^\\[[^\\]\\n]{0,100}\\] +\\[?${LEVEL}\\]? +(?:${LOGGER}(?:: | - | +: ))?`),
  // Python: `name - ERROR - message`, `name ERROR message`
  new RegExp(`^${LOGGER} +(?:- )?\\[?(?<level>[A-Z]{4,8})\\]?(?: -|:)? +`),
  // PostgreSQL: `[123] ERROR:  message`, `[123] user@database ERROR:  message`
  new RegExp(`^\\[(?<pid>\\d{1,10})\\](?:-\\d+)? (?:\\S{1,128}@\\S{1,128} )?${LEVEL}:  `),
];

/** Lines that begin with date and time and name their level behind it, as Python, log4j and their kin write them. */
export const dated: Format = {
  name: 'dated',
  claims: (text) => text[text[0] === '[' ? 5 : 4] === '-' || text[text[0] === '[' ? 5 : 4] === '/',
  parse(text) {
    const time = TIME.exec(text);
    if (!time?.groups) return undefined;
    const rest = text.slice(time[0].length);
    for (const header of HEADERS) {
      const match = header.exec(rest);
      const level = levelOfName(match?.groups?.level ?? '');
      if (match?.groups && level)
        return { ...found(match.groups, time.groups.time), level, message: rest.slice(match[0].length) };
    }
    return undefined;
  },
};

function found(groups: Record<string, string | undefined>, time: string | undefined): Parsed {
  const place = groups.place?.includes(' ') ? undefined : groups.place;
  return {
    ...(time && { time }),
    fields: fieldsOf({
      'log.logger': groups.logger ?? place,
      'process.pid': groups.pid ? Number(groups.pid) : undefined,
    }),
  };
}

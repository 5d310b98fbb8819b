/** What `docker ps` shows of a container: `Up 7 minutes (healthy)`. */
export interface Status {
  isUp: boolean;
  /** In seconds, as exact as Docker says it. */
  uptime: number | undefined;
  isHealthy: boolean | undefined;
}

const SECONDS: Readonly<Record<string, number>> = {
  second: 1,
  minute: 60,
  hour: 3_600,
  day: 86_400,
  week: 604_800,
  month: 2_592_000,
  year: 31_536_000,
};
const UP = /^Up (?:(Less than a second)|(?:(\d+)|About an?) (second|minute|hour|day|week|month|year)s?)/i;

export function statusOf(text: string): Status {
  const [found, none, count = '1', unit = ''] = UP.exec(text) ?? [];
  const uptime = none ? 0 : Number(count) * (SECONDS[unit.toLowerCase()] ?? 0);
  const health = /\((healthy|unhealthy)\)/.exec(text)?.[1];
  return {
    isUp: /^Up\b/i.test(text),
    uptime: found ? uptime : undefined,
    isHealthy: health === undefined ? undefined : health === 'healthy',
  };
}

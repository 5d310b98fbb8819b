import type { Alert } from '../core/alert.ts';
import { ERROR_LEVELS } from '../core/event.ts';
import { type Instant, MINUTE } from '../core/time.ts';

/** How much of the time around an alert is shown. */
const AROUND = 15 * MINUTE;

/**
 * Where Kibana's Discover shows the log lines of an alert, in the data view `logs-*` that every Kibana has. Undefined for an alert that no log lines
 * belong to. The state in the address is rison: https://github.com/w33ble/rison-node
 */
export function discoverUrl(kibana: string, alert: Alert, now: Instant): string | undefined {
  const query = queryOf(alert);
  if (query === undefined) return undefined;
  const from = isoText(alert.startedAt - AROUND);
  const to = isoText(Math.min((alert.resolved?.at ?? now) + AROUND, now));
  const time = `(time:(from:${quoted(from)},to:${quoted(to)}))`;
  const view = `(dataSource:(dataViewId:${quoted('logs-*')},type:dataView),query:(language:kuery,query:${quoted(query)}))`;
  const base = kibana.replace(/\/+$/, '');
  return `${base}/app/discover#/?_g=${encodeURIComponent(time)}&_a=${encodeURIComponent(view)}`;
}

/** In KQL: the codes that the alert is made of, or else the errors of its service. */
function queryOf({ codes, service }: Alert): string | undefined {
  if (!service) return undefined;
  const where = `service.name : ${phrase(service)}`;
  if (codes.length === 0) return `${where} and log.level : (${ERROR_LEVELS.map(phrase).join(' or ')})`;
  return `${where} and event.code : (${codes.map(({ code }) => phrase(code)).join(' or ')})`;
}

function phrase(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&')}"`;
}

/** A string of rison: only `!` and `'` are escaped. */
function quoted(text: string): string {
  return `'${text.replace(/[!']/g, '!$&')}'`;
}

function isoText(at: Instant): string {
  return new Date(at).toISOString();
}

const SEGMENTS = 8;
const LENGTH = 200;
const NUMBER = /^[+-]?\d[\d.,_-]*$/;
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const HEX = /^(?=.*\d)[0-9a-f]{6,}$/i;
/** A long token with a digit in it, or with so much of both cases that nobody typed it: `ord_8f3kd92x`, `cus-20398`. */
const TOKEN = /^(?=.*\d.*\d)[\w.~=+-]{8,}$/;
const VERSION = /^v\d+(?:\.\d+)*$/i;
const ADDRESS = /@|%40/;

/** The path of a URL or request target, without origin, query and fragment; undefined for what has none. */
export function pathOf(url: string): string | undefined {
  const start = url.startsWith('/') ? 0 : startOfPath(url);
  if (start < 0) return undefined;
  return url.slice(start).split(/[?#;]/, 1)[0]?.slice(0, 1_000) || '/';
}

function startOfPath(url: string): number {
  const origin = /^[a-z][a-z\d+.-]{0,20}:\/\/[^/?#]{0,255}/i.exec(url)?.[0];
  return origin && url[origin.length] === '/' ? origin.length : -1;
}

/** The endpoint behind a path: what is an id in it becomes `:id`, so that `/v1/orders/1234` and `/v1/orders/1235` are one. */
export function routeOf(path: string): string {
  const segments = path.slice(0, 1_000).split('/').filter(Boolean);
  const named = segments.slice(0, SEGMENTS).map((segment) => (isId(segment) ? ':id' : segment.slice(0, 64)));
  const more = segments.length > SEGMENTS ? '/…' : '';
  return `/${named.join('/')}${more}`.slice(0, LENGTH);
}

function isId(segment: string): boolean {
  if (VERSION.test(segment)) return false;
  if (NUMBER.test(segment) || UUID.test(segment) || HEX.test(segment) || ADDRESS.test(segment)) return true;
  return TOKEN.test(segment) && !/\.[a-z]{2,5}$/i.test(segment);
}

import type { Instant } from '../../../src/core/time.ts';
import type { Chance } from '../chance.ts';
import type { Service } from '../service.ts';

const PATHS = [
  '/',
  '/products',
  '/products/shoes',
  '/cart',
  '/account',
  '/static/app.js',
  '/static/app.css',
] as const;
const AGENTS = [
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 14_6) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
] as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** nginx: the combined access log, with its own error log between. */
export const web: Service = {
  group: '/ecs/web',
  stream: 'web/nginx/2b90aa',
  rate: 2.5,
  write: (at, chance, trouble) => {
    const broken = trouble?.kind === 'bad-deploy' && chance.next() < 0.5;
    const path = broken ? `/static/app.${chance.hex(8)}.js` : chance.pick(PATHS);
    const access = { at, text: accessLine(at, path, broken ? 404 : statusOf(chance), chance) };
    return broken ? [{ at, text: errorLine(at, path, chance) }, access] : [access];
  },
};

function statusOf(chance: Chance): number {
  return chance.next() < 0.02 ? chance.pick([301, 304, 404]) : 200;
}

function accessLine(at: Instant, path: string, status: number, chance: Chance): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${two(date.getUTCDate())}/${MONTHS[date.getUTCMonth()]}/${date.getUTCFullYear()}`;
  const stamp = `${day}:${date.toISOString().slice(11, 19)} +0000`;
  const size = status === 200 ? chance.between(800, 40_000) : 162;
  return `${visitor(chance)} - - [${stamp}] "GET ${path} HTTP/1.1" ${status} ${size} "-" "${chance.pick(AGENTS)}"`;
}

function errorLine(at: Instant, path: string, chance: Chance): string {
  const stamp = new Date(at).toISOString().slice(0, 19).replaceAll('-', '/').replace('T', ' ');
  const where = `client: ${visitor(chance)}, server: shop.example, request: "GET ${path} HTTP/1.1"`;
  return `${stamp} [error] 31#31: *${chance.between(1, 99_999)} open() "/usr/share/nginx/html${path}" failed (2: No such file or directory), ${where}`;
}

function visitor(chance: Chance): string {
  return `203.0.113.${chance.between(1, 254)}`;
}

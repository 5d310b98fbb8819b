import { expect, test } from 'vitest';
import { pathOf, routeOf } from '../../../src/core/route.ts';
import { normalize } from './support.ts';

test.each([
  ['/', '/'],
  ['/v1/orders/1234', '/v1/orders/:id'],
  ['/v1/orders/7d3c1b2a-0000-4000-8000-1234567890ab/items/3', '/v1/orders/:id/items/:id'],
  ['/carts/9f8e7d6c5b4a', '/carts/:id'],
  ['/u/cus_8f3kd92xQ1', '/u/:id'],
  ['/mail/bob@example.org', '/mail/:id'],
  ['/v2/products/coffee-mug', '/v2/products/coffee-mug'],
  ['/static/app.js', '/static/app.js'],
  ['/a/b/c/d/e/f/g/h/i/j', '/a/b/c/d/e/f/g/h/…'],
])('the endpoint of %s is %s', (path, route) => {
  expect(routeOf(path)).toBe(route);
  expect(routeOf(route)).toBe(route);
});

test('a path is a URL without origin and query', () => {
  expect(pathOf('https://shop.test/a/b?c=d#e')).toBe('/a/b');
  expect(pathOf('/a?b')).toBe('/a');
  expect(pathOf('*')).toBeUndefined();
});

test('a route that the line names is the endpoint', () => {
  const event = normalize('{"msg":"x","route":"/v1/shops/:shop","url":"/v1/shops/coffee"}');
  expect(event).toMatchObject({ 'url.path': '/v1/shops/coffee', 'http.route': '/v1/shops/:shop' });
});

test('a failed request is one code an endpoint; what is not found is one code', () => {
  const code = (request: string, status: number) =>
    normalize(`10.0.0.1 - - [01/Jan/2024:10:00:00 +0000] "${request} HTTP/1.1" ${status} 1`)['event.code'];
  expect(code('GET /orders/1', 503)).toBe(code('GET /orders/22?x=1', 503));
  expect(code('GET /orders/1', 503)).toBe(code('GET /orders/1?token=abc', 503));
  expect(code('GET /orders/1', 503)).not.toBe(code('GET /orders/1', 500));
  expect(code('GET /orders/1', 503)).not.toBe(code('GET /carts/1', 503));
  expect(code('GET /wp-admin', 404)).toBe(code('GET /.env', 404));
});

import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { expect, test } from 'vitest';
import { recompute } from '../../src/aggregate/recompute.ts';
import { bucketOf, MINUTE } from '../../src/core/time.ts';
import { intakeWorld } from '../support/intake.ts';
import { type Encoding, program } from '../support/otlp.ts';

const WAYS = [
  ['protobuf', 'gzip'],
  ['protobuf', 'none'],
  ['json', 'gzip'],
  ['json', 'none'],
] as const;
const SERVER = SpanKind.SERVER;

test.each(WAYS)(
  'log records sent as %s with compression %s arrive, each once',
  async (encoding, compression) => {
    const world = await intakeWorld();
    const { logger, flush } = program(world.url, { encoding, compression });
    for (let index = 0; index < 1_500; index++)
      logger.emit({ severityNumber: 9, body: `order ${index} is paid` });
    for (let index = 0; index < 3; index++)
      logger.emit({ severityNumber: 9, body: 'tick', timestamp: 1_000 + Date.now() });
    await flush();
    expect(await world.count()).toBe(1_503);
    expect(world.enqueued).toContain('aggregate');
  },
);

test.each<Encoding>(['protobuf', 'json'])(
  'a log record of %s keeps what it says of itself',
  async (encoding) => {
    const world = await intakeWorld();
    const { logger, flush } = program(world.url, { encoding, attributes: { 'k8s.pod.name': 'checkout-7f' } });
    logger.emit({
      severityNumber: 17,
      body: 'payment failed with password=hunter2secret',
      attributes: {
        'exception.type': 'CardError',
        'exception.message': 'declined',
        'exception.stacktrace': 'CardError: declined\n    at pay (/app/pay.js:3:1)',
        'order.items': 3,
        'order.tags': ['a', 'b'],
      },
    });
    logger.emit({ body: { message: 'from a map', level: 'warn' }, timestamp: Date.now() + 5_000 });
    await flush();
    const [first, second] = await world.events();
    expect(first).toMatchObject({
      'event.dataset': 'otel.logs',
      'log.level': 'error',
      'service.name': 'checkout',
      'host.name': 'ip-10-0-0-9',
      'kubernetes.pod.name': 'checkout-7f',
      'log.logger': 'checkout.payments',
      'error.type': 'CardError',
      'error.message': 'declined',
      labels: { 'order.items': '3', 'order.tags': '["a","b"]' },
    });
    expect(first?.message).not.toContain('hunter2secret');
    expect(second).toMatchObject({ 'log.level': 'warn', message: 'from a map' });
  },
);

test('spans become requests, page loads, clicks and errors; the other spans are left', async () => {
  const world = await intakeWorld();
  const { span, flush } = program(world.url);
  const request = (status: number) => ({
    kind: SERVER,
    attributes: {
      'http.request.method': 'GET',
      'http.route': '/orders/:id',
      'http.response.status_code': status,
    },
  });
  for (let index = 0; index < 40; index++) span('GET /orders/:id', request(200));
  span('GET /orders/:id', request(503));
  span('SELECT orders', { kind: SpanKind.CLIENT });
  span('charge', {
    kind: SpanKind.CONSUMER,
    before: (own) => {
      own.recordException(new TypeError('no card'));
      own.setStatus({ code: SpanStatusCode.ERROR });
    },
  });
  span('documentLoad', { ms: 900, attributes: { 'http.url': 'https://shop.example/products/12345?q=1' } });
  span('click', {
    attributes: {
      event_type: 'click',
      target_element: 'BUTTON',
      target_xpath: '//*[@id="buy"]',
      'http.url': 'https://shop.example/cart',
    },
  });
  await flush();
  const minutes = [0, 1].map((ago) => bucketOf(Date.now(), MINUTE) - ago * MINUTE);
  await recompute(world.store, minutes);

  const requests = await world.values('http.requests');
  expect(requests).toEqual(
    expect.arrayContaining([
      {
        'service.name': 'checkout',
        'http.route': '/orders/:id',
        'http.response.status_class': '2xx',
        value: 40,
      },
      {
        'service.name': 'checkout',
        'http.route': '/orders/:id',
        'http.response.status_class': '5xx',
        value: 1,
      },
      { 'service.name': 'checkout', 'http.route': 'charge', 'http.response.status_class': '5xx', value: 1 },
    ]),
  );
  expect(await world.values('page.load.duration')).toEqual([
    { 'service.name': 'checkout', 'url.path': '/products/:id', value: 1 },
  ]);
  expect(await world.values('user.clicks')).toEqual([
    { 'service.name': 'checkout', 'url.path': '/cart', 'click.target': 'button #buy', value: 1 },
  ]);
  expect(await world.values('log.events')).toEqual([
    { 'service.name': 'checkout', 'log.level': 'error', value: 1 },
  ]);
  const [error] = (await world.events()).filter((event) => !event['event.action']);
  expect(error).toMatchObject({
    'error.type': 'TypeError',
    'error.message': 'no card',
    'event.dataset': 'otel.traces',
  });
  expect(error?.['trace.id']).toMatch(/^[\da-f]{32}$/);
  expect(await world.count()).toBe(45);
});

test.each<Encoding>(['protobuf', 'json'])(
  'what %s exporters send again after an outage is stored once',
  async (encoding) => {
    const world = await intakeWorld();
    const { logger, span, flush } = program(world.url, { encoding });
    for (let index = 0; index < 20; index++) logger.emit({ body: `order ${index}` });
    for (let index = 0; index < 20; index++) span('charge', { kind: SERVER });
    world.outage.isOn = true;
    const flushed = flush();
    await expect.poll(world.metrics).toMatch(/requests_total\{path="\/v1\/traces",status="503"\} 1/);
    expect(await world.count()).toBe(0);
    world.outage.isOn = false;
    await flushed;
    expect(await world.count()).toBe(40);
  },
);

test('gauges keep the last value of a minute; what a program counts is told as growth', async () => {
  const world = await intakeWorld();
  const { meter, flush } = program(world.url, { attributes: { 'container.name': 'app' } });
  const cpu = meter.createObservableGauge('system.cpu.utilization');
  cpu.addCallback((result) => {
    for (const logical of [0, 1]) {
      result.observe(0.6 + logical / 10, { 'cpu.mode': 'idle', 'cpu.logical_number': logical });
      result.observe(0.2, { 'cpu.mode': 'user', 'cpu.logical_number': logical });
    }
  });
  meter.createObservableGauge('system.filesystem.utilization').addCallback((result) => {
    result.observe(0.42, { 'system.filesystem.mountpoint': '/data' });
  });
  const sent = meter.createCounter('container.network.io', { unit: 'By' });
  const way = { 'network.io.direction': 'transmit' };
  meter.createHistogram('http.server.request.duration').record(3);

  sent.add(1_000, way);
  await flush();
  expect(await world.values('container.network.sent')).toEqual([]);
  sent.add(40, way);
  await flush();
  sent.add(2, way);
  await flush();
  const [bytes] = await world.values('container.network.sent');
  expect(bytes).toMatchObject({
    'service.name': 'checkout',
    'container.name': 'app',
    value: expect.toBeOneOf([42, 2]),
  });
  const [host] = await world.values('host.cpu.utilization');
  expect(host?.['host.name' as keyof typeof host]).toBe('ip-10-0-0-9');
  expect(host?.value).toBeCloseTo(35);
  expect(await world.values('host.disk.utilization')).toEqual([
    { 'host.name': 'ip-10-0-0-9', 'disk.mount': '/data', value: 42 },
  ]);
  expect(await world.metrics()).toMatch(/ignored_total\{path="\/v1\/metrics",sender="shop"\} [1-9]/);
});

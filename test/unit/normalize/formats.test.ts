import { describe, expect, test } from 'vitest';
import { createCodeBook, createNormalizer } from '../../../src/normalize/index.ts';
import { FORMATS } from '../../../src/normalize/parse/index.ts';
import { AT, normalize, raw } from './support.ts';

const REQUEST = '7d3c1b2a-0000-4000-8000-1234567890ab';

/** A line as its framework writes it, and the part of the event that must come of it. */
const LINES: Record<string, [line: string, event: object][]> = {
  json: [
    [
      // pino
      `{"level":50,"time":${AT},"pid":7,"hostname":"web-1","reqId":"r-1","err":{"type":"TypeError","message":"x is undefined","stack":"TypeError: x is undefined\\n    at total (/srv/app/src/cart.js:10:5)"},"msg":"checkout failed"}`,
      {
        'log.level': 'error',
        message: 'checkout failed',
        'host.name': 'web-1',
        'process.pid': 7,
        'error.type': 'TypeError',
        'error.message': 'x is undefined',
        labels: { reqId: 'r-1' },
      },
    ],
    [
      // pino-http
      `{"level":30,"time":${AT},"req":{"method":"GET","url":"/v1/orders/17?full=1"},"res":{"statusCode":200},"responseTime":12,"msg":"request completed"}`,
      {
        'log.level': 'info',
        'http.request.method': 'GET',
        'url.path': '/v1/orders/17',
        'http.route': '/v1/orders/:id',
        'http.response.status_code': 200,
        'event.duration': 12_000_000,
      },
    ],
    [
      // winston
      '{"level":"warn","message":"slow query","service":"billing","timestamp":"2024-01-01T10:00:00.000Z"}',
      { 'log.level': 'warn', message: 'slow query', 'service.name': 'billing' },
    ],
    [
      // bunyan
      `{"name":"mailer","hostname":"web-2","pid":9,"level":60,"msg":"no connection","time":"2024-01-01T10:00:00.000Z","v":0}`,
      { 'log.level': 'fatal', message: 'no connection', 'log.logger': 'mailer' },
    ],
    [
      // structlog
      '{"event":"user logged in","level":"info","logger":"auth","user":"bob","timestamp":"2024-01-01T10:00:00Z"}',
      { 'log.level': 'info', message: 'user logged in', 'log.logger': 'auth', 'user.name': 'bob' },
    ],
    [
      // ECS, nested
      '{"@timestamp":"2024-01-01T10:00:00Z","log":{"level":"ERROR","logger":"c.e.Pay"},"message":"declined","service":{"name":"pay"},"trace":{"id":"4bf9"},"event":{"duration":5000}}',
      {
        'log.level': 'error',
        'log.logger': 'c.e.Pay',
        message: 'declined',
        'service.name': 'pay',
        'trace.id': '4bf9',
        'event.duration': 5_000,
      },
    ],
    [
      // ECS, dotted
      '{"@timestamp":"2024-01-01T10:00:00Z","log.level":"error","message":"declined","service.name":"pay","error.code":"PAY_42"}',
      { 'log.level': 'error', 'service.name': 'pay', message: 'declined' },
    ],
    [
      // Python's json-logger
      '{"levelno":40,"name":"orders","message":"no stock","service":"orders api"}',
      { 'log.level': 'error', 'log.logger': 'orders', 'service.name': 'orders-api' },
    ],
    [
      // Lambda's JSON logs
      `{"time":"2024-01-01T10:00:00Z","type":"platform.report","record":{"requestId":"${REQUEST}","status":"timeout","metrics":{"durationMs":3000.5}}}`,
      { 'log.level': 'error', 'event.duration': 3_000_500_000 },
    ],
    [
      '{"a":1,"b":true,"c":null,"d":[1,2]}',
      { 'log.level': 'info', labels: { a: '1', b: 'true', d: '[1,2]' } },
    ],
  ],
  logfmt: [
    [
      'time=2024-01-01T10:00:00Z level=error msg="no \\"such\\" order" order=17 service=pay took=1.5ms',
      {
        'log.level': 'error',
        message: 'no "such" order',
        'service.name': 'pay',
        'event.duration': 1_500_000,
        labels: { order: '17' },
      },
    ],
  ],
  access: [
    [
      '10.0.0.1 - bob [01/Jan/2024:10:00:00 +0000] "GET /v1/orders/17?x=1 HTTP/1.1" 200 2326',
      {
        'log.level': 'info',
        'client.ip': '10.0.0.1',
        'user.name': 'bob',
        'http.request.method': 'GET',
        'url.path': '/v1/orders/17',
        'http.response.status_code': 200,
        labels: { 'http.response.body.bytes': '2326' },
      },
    ],
    [
      'shop.test:443 2001:db8::1 - - [01/Jan/2024:10:00:00 +0000] "POST /pay HTTP/2.0" 503 - "https://shop.test/" "Mozilla/5.0 (\\"x\\")" 0.250',
      {
        'log.level': 'error',
        'client.ip': '2001:db8::1',
        'event.duration': 250_000_000,
        labels: {
          'url.domain': 'shop.test:443',
          'http.request.referrer': 'https://shop.test/',
          'user_agent.original': 'Mozilla/5.0 (\\"x\\")',
        },
      },
    ],
    [
      '10.0.0.1 - - [01/Jan/2024:10:00:00 +0000] "GET /nothing HTTP/1.1" 404 12 "-" "curl" 1250',
      { 'log.level': 'warn', 'event.duration': 1_250_000 },
    ],
  ],
  'nginx-error': [
    [
      '2024/01/01 10:00:00 [crit] 31#31: *7 connect() failed, client: 10.0.0.1, server: _, request: "GET /v1/carts/9f8e7d6c5b HTTP/1.1", host: "shop.test"',
      {
        'log.level': 'fatal',
        'process.pid': 31,
        'client.ip': '10.0.0.1',
        'http.route': '/v1/carts/:id',
        message: expect.stringMatching(/^connect\(\) failed, client/),
      },
    ],
  ],
  'apache-error': [
    [
      '[Mon Jan 01 10:00:00 2024] [error] [client 10.0.0.9] File does not exist: /var/www/x',
      {
        'log.level': 'error',
        'client.ip': '10.0.0.9',
        message: '[client 10.0.0.9] File does not exist: /var/www/x',
      },
    ],
    [
      '[Mon Jan 01 10:00:00.123456 2024] [ssl:warn] [pid 35:tid 42] AH01909: certificate does not match',
      { 'log.level': 'warn', 'log.logger': 'ssl', 'process.pid': 35 },
    ],
  ],
  syslog: [
    [
      'Jan  1 10:00:00 db-1 sshd[242]: Failed password for root from 10.0.0.1 port 22 ssh2',
      { 'log.level': 'warn', 'host.name': 'db-1', 'log.logger': 'sshd', 'process.pid': 242 },
    ],
    [
      'Jan  1 10:00:00 db-1 sshd[242]: fatal: Write failed',
      { 'log.level': 'fatal', message: 'fatal: Write failed' },
    ],
    ['<11>Jan  1 10:00:00 db-1 cron[9]: job failed', { 'log.level': 'error', message: 'job failed' }],
    [
      '2024-01-01T10:00:00.000001+00:00 db-1 kernel: eth0 up',
      { 'log.level': 'info', 'log.logger': 'kernel' },
    ],
    [
      '<165>1 2024-01-01T10:00:00.003Z db-1 app 12 ID47 [ex@1 a="1" b="]\\""] it happened',
      {
        'log.level': 'notice',
        'log.logger': 'app',
        'process.pid': 12,
        message: 'it happened',
        labels: expect.objectContaining({ 'ex@1.a': '1', 'syslog.msgid': 'ID47' }),
      },
    ],
  ],
  lambda: [
    [`START RequestId: ${REQUEST} Version: $LATEST`, { 'log.level': 'info' }],
    [
      `REPORT RequestId: ${REQUEST}\tDuration: 102.25 ms\tBilled Duration: 103 ms\tMemory Size: 128 MB\tMax Memory Used: 77 MB\t`,
      {
        'log.level': 'info',
        'event.duration': 102_250_000,
        labels: expect.objectContaining({ 'lambda.max_memory_used': '77', 'lambda.request_id': REQUEST }),
      },
    ],
    ['INIT_REPORT Init Duration: 9999.81 ms\tPhase: init\tStatus: timeout', { 'log.level': 'error' }],
    [
      `2024-01-01T10:00:00.000Z ${REQUEST} Task timed out after 3.00 seconds`,
      { 'log.level': 'error', 'event.duration': 3_000_000_000, message: 'Task timed out after 3.00 seconds' },
    ],
    [`2024-01-01T10:00:00.000Z\t${REQUEST}\tWARN\tlow stock`, { 'log.level': 'warn', message: 'low stock' }],
    [
      `2024-01-01T10:00:00.000Z\t${REQUEST}\tERROR\tInvoke Error \t{"errorType":"KeyError","errorMessage":"no x","stack":["KeyError: no x","    at h (/var/task/i.js:1:1)"]}`,
      {
        'log.level': 'error',
        'error.type': 'KeyError',
        'error.stack_trace': expect.stringContaining('at h'),
      },
    ],
    [
      `[ERROR]\t2024-01-01T10:00:00.000Z\t${REQUEST}\tno table`,
      { 'log.level': 'error', message: 'no table' },
    ],
  ],
  dated: [
    ['2024-01-01 10:00:00,123 ERROR [orders] no database', { 'log.level': 'error', 'log.logger': 'orders' }],
    ['2024-01-01 10:00:00,123 - orders.db - WARNING - retry 3', { 'log.level': 'warn', message: 'retry 3' }],
    [
      '2024-01-01 10:00:00,123 [main] ERROR com.example.Pay - declined',
      { 'log.level': 'error', 'log.logger': 'com.example.Pay', message: 'declined' },
    ],
    [
      '2024-01-01T10:00:00.123Z  INFO 71 --- [shop] [main] c.example.App   : started',
      { 'log.level': 'info', 'process.pid': 71, 'log.logger': 'c.example.App', message: 'started' },
    ],
    ['2024-01-01 10:00:00.123 UTC [99] FATAL:  too many connections', { 'log.level': 'fatal' }],
  ],
  python: [['CRITICAL:billing.run:out of money', { 'log.level': 'fatal', 'log.logger': 'billing.run' }]],
  klog: [
    [
      'E0101 10:00:00.123456       1 reflector.go:147] cannot list pods',
      { 'log.level': 'error', 'log.logger': 'reflector.go', message: 'cannot list pods' },
    ],
  ],
};

describe.each(Object.entries(LINES))('a line of %s', (name, lines) => {
  test.each(lines)('is read by its own format: %s', (line, event) => {
    const format = FORMATS.find((one) => one.claims(line) && one.parse(line));
    expect(format?.name).toBe(name);
    expect(normalize(line)).toMatchObject(event);
  });
});

test('every format has a line that shows it', () => {
  expect(Object.keys(LINES).sort()).toEqual(FORMATS.map(({ name }) => name).sort());
});

test.each([
  ['{"level":"error","msg":"cut of', 'error', /^JSON: /],
  ['{"level":30,"msg":"x"} and more', 'info', /^JSON: /],
  ['level=error msg="never closed', 'error', /^logfmt: .*"msg"/],
])('a line that claims a format and breaks it is kept whole, with the fault: %s', (line, level, fault) => {
  const event = normalize(line);
  expect(event).toMatchObject({ message: line, 'log.level': level });
  expect(event['error.parse']).toMatch(fault);
});

test('a line that no format knows is kept whole', () => {
  const line = '  \u00a7 what is this? {x=[1} <a "b';
  expect(normalize(line)).toMatchObject({ message: line, 'log.level': 'info', 'service.name': 'shop' });
});

test('the time of the source is the time of the event; another one in the text is kept as a label', () => {
  const replayed = normalize('Dec 10 06:55:46 db-1 sshd[1]: Connection closed by 10.0.0.1');
  expect(replayed).toMatchObject({ '@timestamp': AT, labels: { 'log.time': 'Dec 10 06:55:46' } });
  for (const line of [
    'Jan  1 10:00:10 db-1 sshd[1]: Connection closed',
    '10.0.0.1 - - [01/Jan/2024:12:00:00 +0200] "GET / HTTP/1.1" 200 1',
    `{"msg":"x","time":${AT / 1_000}}`,
    '[Mon Jan 01 10:00:30 2024] [notice] ready',
  ]) {
    expect(normalize(line).labels?.['log.time']).toBeUndefined();
  }
});

test('what the source knows becomes fields of the event', () => {
  const origin = {
    dataset: 'aws.cloudwatch_logs',
    stream: 's-1',
    group: '/aws/lambda/pay',
    service: 'pay',
    region: 'eu-west-1',
    account: '123456789012',
  };
  const [event] = createNormalizer({ codes: createCodeBook() }).normalize([
    raw('hello', { id: 'e-1', origin, ingestedAt: AT + 5, lines: 1 }),
  ]);
  expect(event).toMatchObject({
    'event.id': 'e-1',
    revision: 1,
    'event.ingested': AT + 5,
    'cloud.region': 'eu-west-1',
    'cloud.account.id': '123456789012',
    'aws.cloudwatch.log_group': '/aws/lambda/pay',
    'aws.cloudwatch.log_stream': 's-1',
    'service.name': 'pay',
  });
});

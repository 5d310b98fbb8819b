import { describe, expect, test } from 'vitest';
import { loadSettings } from '../../src/config/settings.ts';
import { errorEvent } from '../../src/sources/elastic-apm/error-event.ts';
import {
  countedRequests,
  routeOfName,
  statusClass,
  tracedRequests,
} from '../../src/sources/elastic-apm/requests.ts';
import { SourceSettings } from '../../src/sources/index.ts';

const AT = Date.parse('2006-01-02T15:04:00Z');
const PLACE = { named: 'systemtest', service: 'systemtest', minute: AT };
const document = (fields: Record<string, unknown[]>, _source: Record<string, unknown> = {}) => ({
  _index: 'index',
  _id: 'id',
  fields: { '@timestamp': [String(AT)], 'service.name': ['systemtest'], ...fields },
  _source,
});
const url = 'https://elasticsearch.example:9200';

test.each([
  ['GET /api/orders/:id', '/api/orders/:id'],
  ['GET /api/orders/8123', '/api/orders/:id'],
  ['POST /api/orders', '/api/orders'],
  ['GET unknown route', 'unknown route'],
  ['OrdersController#show', 'OrdersController#show'],
  ['/shop.Orders/Get', '/shop.Orders/Get'],
])('the transaction %s is the endpoint %s', (name, route) => {
  expect(routeOfName(name)).toBe(route);
});

test.each([
  ['HTTP 4xx', 'success', '4xx'],
  ['HTTP 2xx', 'success', '2xx'],
  ['OK', 'success', '2xx'],
  ['Unavailable', 'failure', '5xx'],
  [undefined, 'failure', '5xx'],
  [undefined, 'unknown', ''],
])('the result %s with the outcome %s is of class %s', (result, outcome, status) => {
  expect(statusClass(result, outcome)).toBe(status);
});

describe('requests of a minute', () => {
  test('are counted from a histogram, whichever way it is mapped', () => {
    const name = { 'transaction.name': ['abc'], 'event.outcome': ['success'] };
    const own = { 'transaction.duration.histogram': [{ counts: [3, 2], values: [1_003_519, 2_000_895] }] };
    const lists = {
      'transaction.duration.histogram.counts': [3, 2],
      'transaction.duration.histogram.values': [1_003_519, 2_000_895],
    };
    const [one, other] = [own, lists].map((histogram) => {
      const minute = countedRequests(PLACE);
      minute.add(document({ ...name, ...histogram }));
      return minute.points();
    });
    expect(one).toEqual(other);
    const labels = { 'service.name': 'systemtest', 'http.route': 'abc' };
    expect(one).toMatchObject([
      {
        metric: 'http.requests',
        labels: { ...labels, 'http.response.status_class': '2xx' },
        at: AT,
        value: 5,
      },
      { metric: 'http.request.duration', labels, at: AT, value: 5 },
    ]);
  });

  test('of more than 200 endpoints are told for the busiest 200, and for the others together', () => {
    const minute = tracedRequests(PLACE);
    const name = (index: number) => ({
      'transaction.name': [`route ${String.fromCodePoint(0x4e00 + index)}`],
    });
    for (let index = 0; index < 1_000; index++)
      minute.add(
        document({ ...name(index), 'transaction.duration.us': [index], 'event.outcome': ['success'] }),
      );
    const counts = minute.points().filter(({ metric }) => metric === 'http.requests');
    expect(counts).toHaveLength(201);
    expect(counts.at(-1)).toMatchObject({ labels: { 'http.route': '(other)' }, value: 800 });
  });

  test('leave out what makes no sense, and nothing else', () => {
    const minute = tracedRequests(PLACE);
    const wrong = [[-1], ['fast'], [], [null]].map((duration) => ({ 'transaction.duration.us': duration }));
    expect(wrong.map((fields) => minute.add(document(fields)))).toEqual([false, false, false, false]);
    expect(minute.points()).toEqual([]);
  });
});

describe('an error', () => {
  test('of one that is logged by hand has the level of the log, and is no request though it has a status', () => {
    const { told, text } =
      errorEvent(
        document(
          { 'http.response.status_code': [500], 'trace.id': ['abc'] },
          {
            error: {
              log: { message: 'no connection to foobar', level: 'warning' },
              exception: [{ type: 'DbError', message: 'gone', handled: false }, { type: 'Cause' }],
            },
          },
        ),
        'elastic-apm/apm',
      ) ?? {};
    expect(text).toBe('no connection to foobar');
    expect(told?.level).toBe('warn');
    expect(told?.fields).toEqual({ 'trace.id': 'abc', 'error.type': 'DbError', 'error.message': 'gone' });
    expect(told?.labels).toMatchObject({ 'http.response.status_code': '500', 'error.handled': 'false' });
  });

  test('whose parts have wrong types is kept with what is right of it', () => {
    const hostile = { error: { exception: { message: 7, stacktrace: 'none' }, log: [] } };
    const event = errorEvent(document({ message: ['it broke'] }, hostile), 'elastic-apm/apm');
    expect(event).toMatchObject({ id: 'id', at: AT, text: 'it broke', told: { level: 'error' } });
    expect(errorEvent(document({ '@timestamp': ['tomorrow'] }), 'elastic-apm/apm')).toBeUndefined();
  });
});

test.each([
  ['no address', {}],
  ['two addresses', { url, cloudId: 'name:ZXhhbXBsZQ==' }],
  ['a key beside a user', { url, apiKey: 'a', username: 'b', password: 'c' }],
  ['a user without a password', { url, username: 'b' }],
  ['a certificate without TLS', { url: 'http://localhost:9200', caFile: 'ca.pem' }],
  ['a list of indices where one is meant', { url, indices: { traces: ['a,b'] } }],
  ['a misspelled setting', { url, apikey: 'a' }],
])('%s is refused', (_, wrong) => {
  expect(SourceSettings.safeParse({ kind: 'elastic-apm', ...wrong }).success).toBe(false);
  expect(SourceSettings.safeParse({ kind: 'elastic-apm', url }).success).toBe(true);
});

test('the API key of the environment is for each source that has no key and no user of its own', async () => {
  const environment = {
    DATABASE_URL: 'postgres://localhost/sysmon',
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_APP_TOKEN: 'xapp-1',
    SLACK_CHANNEL: 'C0123ABCDE',
    ELASTIC_APM_API_KEY: 'from the environment',
  };
  const given = [{}, { apiKey: 'its own' }, { username: 'a', password: 'b' }];
  const all = given.map((one, index) => ({ kind: 'elastic-apm', name: `a${index}`, url, ...one }));
  const { sources } = await loadSettings(environment, all);
  const keys = sources.map((source) => ('apiKey' in source ? source.apiKey : undefined));
  expect(keys).toEqual(['from the environment', 'its own', undefined]);
});

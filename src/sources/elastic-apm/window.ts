import type { RawEvent } from '../../core/event.ts';
import type { Window } from '../../core/time.ts';
import type { ElasticReader } from '../elastic/reader.ts';
import { type Choice, chooseWays } from './choice.ts';
import { ERROR_FIELDS, ERROR_SOURCE, errorEvent } from './error-event.ts';
import { partsThere } from './mapping.ts';
import { BY_MINUTE, byMinute, type Part } from './minutes.ts';
import { PAGE_FIELDS, pageMinute } from './pages.ts';
import { countedRequests, METRIC_FIELDS, TRACE_FIELDS, tracedRequests } from './requests.ts';
import { errors, pageActions, requestMetrics, requestTraces } from './selection.ts';
import type { ElasticApmSettings } from './settings.ts';

export interface Piece extends Part {
  events: RawEvent[];
}

/** A page of numbers only; errors have their stack traces with them. */
const PAGE = 5_000;
const ERROR_PAGE = 200;

/** All that a window of whole minutes holds, piece by piece. */
export async function* readWindow(
  reader: ElasticReader,
  settings: ElasticApmSettings,
  item: string,
  window: Window,
): AsyncGenerator<Piece> {
  const there = await partsThere(reader, settings);
  if (there.length === 0) return;
  const choice = await chooseWays(reader, settings, window);
  const parts = [
    countedPart(reader, settings, window, choice),
    tracedPart(reader, settings, choice),
    pagePart(reader, settings, window),
  ];
  for (const part of parts) for await (const piece of part) yield { ...piece, events: [] };
  yield* errorPart(reader, settings, item, window);
}

function countedPart(
  reader: ElasticReader,
  { indices, services }: ElasticApmSettings,
  window: Window,
  { isFromTraces }: Choice,
): AsyncGenerator<Part> {
  const query = requestMetrics(services, window);
  const asked = { indices: indices.metrics, query, fields: METRIC_FIELDS, sort: BY_MINUTE, page: PAGE };
  return byMinute(reader.documents(asked), countedRequests, (key) => !isFromTraces(key));
}

async function* tracedPart(
  reader: ElasticReader,
  { indices, services }: ElasticApmSettings,
  { isFromTraces, services: some, window }: Choice,
): AsyncGenerator<Part> {
  if (!window) return;
  const query = requestTraces(services, window, some);
  const asked = { indices: indices.traces, query, fields: TRACE_FIELDS, sort: BY_MINUTE, page: PAGE };
  yield* byMinute(reader.documents(asked), tracedRequests, isFromTraces);
}

function pagePart(
  reader: ElasticReader,
  { indices, services }: ElasticApmSettings,
  window: Window,
): AsyncGenerator<Part> {
  const query = pageActions(services, window);
  const asked = { indices: indices.traces, query, fields: PAGE_FIELDS, sort: BY_MINUTE, page: PAGE };
  return byMinute(reader.documents(asked), pageMinute, () => true);
}

async function* errorPart(
  reader: ElasticReader,
  { indices, services }: ElasticApmSettings,
  item: string,
  window: Window,
): AsyncGenerator<Piece> {
  const pages = reader.documents({
    indices: indices.errors,
    query: errors(services, window),
    fields: ERROR_FIELDS,
    source: ERROR_SOURCE,
    sort: ['@timestamp'],
    page: ERROR_PAGE,
  });
  for await (const page of pages) {
    const events = page.flatMap((document) => errorEvent(document, item) ?? []);
    yield { points: [], events, left: page.length - events.length };
  }
}

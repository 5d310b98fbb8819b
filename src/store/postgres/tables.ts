import type { ColumnType } from 'kysely';
import type { LogEvent } from '../../core/event.ts';
import type { Labels } from '../../core/series.ts';
import type { Bins } from '../../core/sketch.ts';

/** JSON goes in as text, cleaned by `store/clean.ts`, and comes out parsed. */
type Json<T> = ColumnType<T, string, string>;

/** An event: fields that people filter and count by are columns (empty: the event has none), the others are in `rest`. */
export interface EventTable {
  /** UTC day since 1970: the partition. */
  day: number;
  id: string;
  at: number;
  revision: number;
  service: string;
  level: string;
  code: string;
  dataset: string;
  host: string;
  route: string;
  status: string;
  duration_bin: number | null;
  message: string;
  rest: Json<Partial<LogEvent>>;
}

export interface SeriesTable {
  id: string;
  metric: string;
  labels: Json<Labels>;
}

export interface PointTable {
  series_id: string;
  at: number;
  value: number;
  bins: Json<Bins | null>;
}

export interface DocumentTable {
  kind: string;
  id: string;
  version: number;
  data: Json<unknown>;
  updated_at: number;
}

export interface Tables {
  events: EventTable;
  series: SeriesTable;
  points_minute: PointTable & { day: number };
  points_hour: PointTable;
  documents: DocumentTable;
}

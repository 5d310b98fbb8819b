import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Partitions copy these columns, keys and indexes (`create table … like … including all`). */
const STATEMENTS = [
  `create table sysmon.events (
    day int not null, id text not null, at bigint not null, revision int not null,
    service text not null, level text not null, code text not null, dataset text not null,
    host text not null, route text not null, status text not null, duration_bin int,
    message text not null, rest jsonb not null,
    primary key (id, day)
  ) partition by range (day)`,
  'create index events_at on sysmon.events (at, service, level, code)',
  'create index events_code on sysmon.events (code, at)',

  'create table sysmon.series (id uuid primary key, metric text not null, labels jsonb not null)',
  'create index series_metric on sysmon.series (metric)',
  'create index series_labels on sysmon.series using gin (labels jsonb_path_ops)',
  `create table sysmon.points_minute (
    day int not null, series_id uuid not null, at bigint not null, value float8 not null, bins jsonb,
    primary key (series_id, at, day)
  ) partition by range (day)`,
  `create table sysmon.points_hour (
    series_id uuid not null, at bigint not null, value float8 not null, bins jsonb,
    primary key (series_id, at)
  )`,
  `create function sysmon.merge_bins(sketches jsonb[]) returns jsonb language sql immutable parallel safe
    return case when cardinality(sketches) = 1 then sketches[1] else (
      select jsonb_object_agg(bin, total) from (
        select bin, sum(number::bigint) as total
        from unnest(sketches) as sketch cross join jsonb_each_text(sketch) as each (bin, number)
        group by bin
      ) merged
    ) end`,
  'create index points_hour_at on sysmon.points_hour using brin (at)',

  `create table sysmon.documents (
    kind text not null, id text not null, version int not null, data jsonb not null, updated_at bigint not null,
    primary key (kind, id)
  )`,
  'create index documents_updated on sysmon.documents (kind, updated_at desc, id)',
  `create index documents_data on sysmon.documents using gin (data jsonb_path_ops)
    where kind <> 'detector' and kind <> 'changed' and kind <> 'code'`,
];

export const createStore: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

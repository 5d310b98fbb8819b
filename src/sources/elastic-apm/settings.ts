import { z } from 'zod';
import { Duration, SomeTime } from '../../core/duration.ts';
import { MINUTE } from '../../core/time.ts';
import { checkAccess, ELASTIC_ACCESS } from '../elastic/access.ts';
import { named } from '../named.ts';

const Indices = z
  .array(z.string().regex(/^[^\s,"\\/?|<>#]+$/, 'the name of an index, or a pattern such as traces-apm*'))
  .min(1);
const Services = z.array(z.string().min(1)).default([]);

export const ElasticApmSettings = z
  .strictObject({
    ...named('elastic-apm'),
    ...ELASTIC_ACCESS,
    /** Where APM keeps what: the data streams of 8 and 9, and the indices of 7. */
    indices: z
      .strictObject({
        traces: Indices.default(['traces-apm*', 'apm-*']),
        metrics: Indices.default(['metrics-apm*', 'apm-*']),
        errors: Indices.default(['logs-apm*', 'apm-*']),
      })
      .prefault({}),
    /** Whole names, or a trailing `*`. Without `include`: all. */
    services: z.strictObject({ include: Services, exclude: Services }).prefault({}),
    every: SomeTime.prefault('60s'),
    /** How late a document may come and still be counted: so far back every reading reads again. */
    overlap: Duration.refine((overlap) => overlap >= MINUTE, '1m or more').prefault('10m'),
    /** How far back the first reading goes. */
    backfill: Duration.prefault('1h'),
  })
  .superRefine(checkAccess);
export type ElasticApmSettings = z.infer<typeof ElasticApmSettings>;

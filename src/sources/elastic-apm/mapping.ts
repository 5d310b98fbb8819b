import { RejectedError } from '../../core/errors.ts';
import type { FieldKind } from '../elastic/field-kinds.ts';
import type { ElasticReader } from '../elastic/reader.ts';
import type { ElasticApmSettings } from './settings.ts';

const NUMBER = /^(long|integer|short|byte|unsigned_long|double|float|half_float|scaled_float)$/;
const KEYWORD = /^keyword$/;
const TIME = /^date/;

/** How the fields that we select by have to be mapped, by what is read. */
const NEEDED: Readonly<Record<keyof ElasticApmSettings['indices'], Readonly<Record<string, RegExp>>>> = {
  traces: {
    '@timestamp': TIME,
    'service.name': KEYWORD,
    'transaction.type': KEYWORD,
    'transaction.name': KEYWORD,
    'transaction.duration.us': NUMBER,
    'transaction.representative_count': NUMBER,
  },
  metrics: {
    '@timestamp': TIME,
    'service.name': KEYWORD,
    'transaction.type': KEYWORD,
    'metricset.name': KEYWORD,
    'metricset.interval': KEYWORD,
  },
  errors: { '@timestamp': TIME, 'service.name': KEYWORD },
};
type Part = keyof typeof NEEDED;
export const PARTS = Object.keys(NEEDED) as Part[];

/** Which of the three are there at all. Throws `RejectedError` where their mappings are such that questions would get no or wrong answers. */
export async function partsThere(reader: ElasticReader, { indices }: ElasticApmSettings): Promise<Part[]> {
  const there: Part[] = [];
  for (const part of PARTS) {
    const kinds = await reader.fieldKinds(indices[part], Object.keys(NEEDED[part]));
    if (!kinds?.some(({ field }) => field === 'service.name')) continue;
    const wrong = kinds.filter(({ field, type }) => NEEDED[part][field]?.test(type) === false);
    if (wrong.length > 0) throw wrongMapping(indices[part], wrong);
    there.push(part);
  }
  return there;
}

function wrongMapping(indices: readonly string[], wrong: readonly FieldKind[]): RejectedError {
  const faults = wrong.map(({ field, type, indices: some }) => {
    const where = some.length > 0 ? some.slice(0, 3) : indices;
    return `${field} is ${type} in ${where.join(', ')}`;
  });
  return new RejectedError(
    'APM_MAPPING',
    `the fields are not mapped as APM maps them: ${faults.join('; ')}`,
    "Install Elastic's APM integration (its index templates), roll the data streams over, and delete the old backing indices or leave them out in `indices`.",
  );
}

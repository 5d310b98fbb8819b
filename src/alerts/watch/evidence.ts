import type { AlertCode } from '../../core/alert.ts';
import { ERROR_LEVELS } from '../../core/event.ts';
import type { Finding } from '../../core/finding.ts';
import { HOUR, MINUTE } from '../../core/time.ts';
import { SERVICE } from '../../detect/view.ts';
import type { Store } from '../../store/store.ts';

const MOST_CODES = 5;
const LONGEST_SAMPLE = 500;
const CODE = 'event.code';

/** What a code stands for; undefined where this process has not seen it. */
export type TemplateOf = (code: string) => string | undefined;

/** The error codes of the service since the finding began (at most an hour of them), the most frequent first; the finding's own leads. */
export async function evidenceOf(
  finding: Finding,
  store: Store,
  templateOf: TemplateOf,
): Promise<AlertCode[]> {
  const service = finding.labels[SERVICE];
  if (service === undefined) return [];
  const window = { from: Math.max(finding.since, finding.at - HOUR), to: finding.at + MINUTE };
  const where = { [SERVICE]: [service], 'log.level': ERROR_LEVELS };
  const series = await store.series.read({ metric: 'log.codes', window, where }, MINUTE, [CODE]);
  const counted = series
    .map(({ labels, samples }) => ({
      code: labels[CODE] ?? '',
      count: samples.reduce((sum, { value }) => sum + value, 0),
    }))
    .filter(({ count }) => count > 0)
    .sort(
      (a, b) =>
        Number(b.code === finding.labels[CODE]) - Number(a.code === finding.labels[CODE]) ||
        b.count - a.count,
    );
  return Promise.all(
    counted.slice(0, MOST_CODES).map(async ({ code, count }) => {
      const [event] = await store.events.find(
        { window, where: { 'service.name': [service], 'event.code': [code] } },
        1,
      );
      const sample = (event?.message ?? '').slice(0, LONGEST_SAMPLE);
      return { code, template: templateOf(code) ?? sample.split('\n', 1)[0] ?? '', count, sample };
    }),
  );
}

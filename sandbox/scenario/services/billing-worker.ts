import type { Instant } from '../../../src/core/time.ts';
import type { Chance } from '../chance.ts';
import type { Line, Service } from '../service.ts';

/** A Python program with the standard library's log format and its tracebacks. */
export const billingWorker: Service = {
  group: '/ecs/billing-worker',
  stream: 'billing-worker/app/c4418e',
  rate: 0.4,
  write: (at, chance, trouble) => {
    if (trouble?.kind === 'provider-down') return providerDown(at, chance);
    const invoice = `INV-${chance.between(100_000, 999_999)}`;
    if (chance.next() < 0.01)
      return [line(at, 'WARNING', `invoice ${invoice} has no VAT number, using the default rate`)];
    return [line(at, 'INFO', `invoice ${invoice} sent to customer ${chance.between(1_000, 9_999)}`)];
  },
};

function providerDown(at: Instant, chance: Chance): Line[] {
  const trace = [
    'Traceback (most recent call last):',
    '  File "/app/billing/charge.py", line 88, in charge',
    '    response = client.post(url, json=payload, timeout=10)',
    '  File "/usr/lib/python3.12/site-packages/httpx/_client.py", line 1144, in post',
    '    return self.request("POST", url, **options)',
    'httpx.ConnectTimeout: timed out connecting to payments.example:443',
  ];
  const invoice = `INV-${chance.between(100_000, 999_999)}`;
  return [line(at, 'ERROR', `charging invoice ${invoice} failed`), ...trace.map((text) => ({ at, text }))];
}

function line(at: Instant, level: string, text: string): Line {
  const stamp = new Date(at).toISOString().slice(0, 23).replace('T', ' ').replace('.', ',');
  return { at, text: `${stamp} ${level} [billing.worker] ${text}` };
}

import { ERROR_LEVELS } from '../core/event.ts';
import { HOUR, MINUTE } from '../core/time.ts';
import { failureShare, latency95 } from './requests.ts';
import { type Rule, rule } from './rule.ts';
import { AnomalyState, anomaly } from './rules/anomaly.ts';
import { FlatlineState, flatline } from './rules/flatline.ts';
import { FrequencyState, frequency } from './rules/frequency.ts';
import { NewCodeState, newCode } from './rules/new-code.ts';
import { counts, each } from './view.ts';

/** What is unusual is told where it belongs; what was never seen is an alert. */
const EVERYWHERE = { services: [], overlap: 0, lasting: false, alertsFrom: 2 } as const;
const MILLISECOND = 1e6;
const ERRORS = { 'log.level': ERROR_LEVELS };
const FATAL = { 'log.level': ['fatal'] };

const errors = rule(
  { ...EVERYWHERE, name: 'errors', view: counts('log.events', ERRORS), lasting: true },
  anomaly({ rule: 'errors', phrase: '{value} errors/min', grows: true, again: true }),
  AnomalyState,
);

const failures = rule(
  { ...EVERYWHERE, name: 'failures', view: failureShare },
  anomaly({ rule: 'failures', phrase: '{value} of requests failed', unit: 'percent', grain: 1, again: true }),
  AnomalyState,
);

const latency = rule(
  { ...EVERYWHERE, name: 'latency', view: latency95 },
  anomaly({
    rule: 'latency',
    phrase: 'p95 latency {value}',
    unit: 'duration',
    grain: 10 * MILLISECOND,
    again: true,
  }),
  AnomalyState,
);

const newCodes = rule(
  {
    ...EVERYWHERE,
    name: 'new-codes',
    view: each(
      { metric: 'log.events', where: {}, by: [] },
      { metric: 'log.codes', where: ERRORS, by: ['log.level', 'event.code'] },
    ),
    overlap: HOUR,
    lasting: true,
  },
  newCode({ rule: 'new-codes' }),
  NewCodeState,
);

const silence = rule(
  { ...EVERYWHERE, name: 'silence', alertsFrom: 1, view: counts('log.events') },
  flatline({ rule: 'silence' }),
  FlatlineState,
);

const fatal = rule(
  {
    ...EVERYWHERE,
    name: 'fatal',
    alertsFrom: 1,
    view: each({ metric: 'log.events', where: FATAL, by: [] }),
    overlap: 5 * MINUTE,
    lasting: true,
  },
  frequency({ rule: 'fatal', noun: 'fatal events', threshold: 3, windowMinutes: 5, severity: 'severe' }),
  FrequencyState,
);

/** What watches every service when nothing is configured. One service in trouble is one alert, whichever of these say so. */
export const DEFAULT_RULES: readonly Rule[] = [fatal, newCodes, errors, failures, latency, silence];

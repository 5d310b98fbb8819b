import { ERROR_LEVELS } from '../core/event.ts';
import { HOUR, MINUTE } from '../core/time.ts';
import { type Problems, problemNoun, problems } from './problems.ts';
import { failureShare, latency95 } from './requests.ts';
import { type Rule, rule } from './rule.ts';
import { AnomalyState, anomaly } from './rules/anomaly.ts';
import { FlatlineState, flatline } from './rules/flatline.ts';
import { FrequencyState, frequency } from './rules/frequency.ts';
import { NewCodeState, newCode } from './rules/new-code.ts';
import { ProblemState, problem } from './rules/problem.ts';
import { ShareState, share } from './rules/share.ts';
import { ThresholdState, threshold } from './rules/threshold.ts';
import { down, type Shared } from './shared.ts';
import { counts, each, presence } from './view.ts';

/** What is unusual is told where it belongs; what was never seen is an alert. */
const EVERYWHERE = { owners: [], overlap: 0, lasting: false, alertsFrom: 2 } as const;
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

/** What is said of things as they are just now: nothing has to be learned. */
const NOW = { owners: [], overlap: 0, lasting: false, alertsFrom: 1, history: HOUR } as const;

const gone = rule(
  { ...EVERYWHERE, name: 'gone', alertsFrom: 1, view: presence('container.up') },
  flatline({ rule: 'gone', noun: 'container' }),
  FlatlineState,
);

function told(name: string, metric: Problems, except: readonly string[] = []): Rule {
  return rule(
    { ...NOW, name, view: problems(metric, except), lasting: true },
    problem({ rule: name, noun: problemNoun(metric) }),
    ProblemState,
  );
}

const containerProblems = told('container-problems', 'container.problems');
const hostProblems = told('host-problems', 'host.problems');
/** That devices are offline, or off the VPN, is said of the share of their fleet. */
const deviceProblems = told('device-problems', 'device.problems', ['Offline', 'ReducedFunctionality']);

function sharedBy(name: string, metric: Shared): Rule {
  return rule({ ...NOW, name, view: down(metric) }, share({ rule: name }), ShareState);
}

/** A device that is offline is off the VPN too: what these say of a fleet is one alert. */
export const FLEET_RULES: readonly Rule[] = [
  sharedBy('offline', 'device.online'),
  sharedBy('off-vpn', 'device.vpn'),
];

const disk = rule(
  {
    ...NOW,
    name: 'disk',
    view: each({ metric: 'host.disk.utilization', where: {}, by: ['disk.mount'] }),
  },
  threshold({ rule: 'disk', limit: 90, side: 'above' }),
  ThresholdState,
);

/** What watches every service, fleet and host when nothing is configured. One service in trouble is one alert, whichever of these say so. */
export const DEFAULT_RULES: readonly Rule[] = [
  fatal,
  containerProblems,
  newCodes,
  errors,
  failures,
  latency,
  silence,
  gone,
  hostProblems,
  deviceProblems,
  ...FLEET_RULES,
  disk,
];

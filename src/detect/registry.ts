import { z } from 'zod';
import { ConfigError } from '../core/errors.ts';
import type { FindingKind } from '../core/finding.ts';
import { METRICS, type MetricName } from '../core/metrics.ts';
import { HOUR, MINUTE } from '../core/time.ts';
import { DEFAULT_RULES } from './defaults.ts';
import { problemNoun, problems } from './problems.ts';
import { type Rule, rule } from './rule.ts';
import { AnomalyState, anomaly } from './rules/anomaly.ts';
import { FlatlineState, flatline } from './rules/flatline.ts';
import { FrequencyState, frequency } from './rules/frequency.ts';
import { NewCodeState, newCode } from './rules/new-code.ts';
import { ProblemState, problem } from './rules/problem.ts';
import { ShareState, share } from './rules/share.ts';
import { ThresholdState, threshold } from './rules/threshold.ts';
import { RuleSettings } from './settings.ts';
import { down } from './shared.ts';
import { counts, each, ownerLabel, presence } from './view.ts';

export { RuleSettings };

type Settings<K extends FindingKind> = Extract<RuleSettings, { kind: K }>;

/** A streaming rule about closed minutes whose every finding is an alert. */
const CLOSED = { overlap: 0, lasting: false, alertsFrom: 1 } as const;
/** What says how things are just now needs no past to be learned. */
const PRESENT = { ...CLOSED, history: HOUR } as const;

/** Every kind of rule, and how its settings become one. */
export const RULES: { [K in FindingKind]: (settings: Settings<K>) => Rule } = {
  frequency({ name, services, levels, codes, threshold: most, windowMinutes, severity }) {
    const where = { 'log.level': levels };
    const view =
      codes.length > 0
        ? each({ metric: 'log.codes', where: { ...where, 'event.code': codes }, by: ['event.code'] })
        : each({ metric: 'log.events', where, by: [] });
    const noun = levels.join(' or ');
    return rule(
      { ...CLOSED, name, owners: services, view, overlap: windowMinutes * MINUTE, lasting: true },
      frequency({ rule: name, noun, threshold: most, windowMinutes, severity }),
      FrequencyState,
    );
  },
  flatline({ name, services, silentMinutes, metric, where }) {
    const events = metric === 'log.events';
    const owners = [...services, ...ownersIn(where, metric)];
    const view = events ? counts(metric) : presence(metric);
    const noun = events ? 'events' : METRICS[metric].title;
    return rule(
      { ...CLOSED, name, owners, view },
      flatline({ rule: name, silentMinutes, noun }),
      FlatlineState,
    );
  },
  new_code({ name, services, levels, learningMinutes }) {
    const view = each(
      { metric: 'log.events', where: {}, by: [] },
      { metric: 'log.codes', where: { 'log.level': levels }, by: ['log.level', 'event.code'] },
    );
    return rule(
      { ...CLOSED, name, owners: services, view, overlap: HOUR, lasting: true },
      newCode({ rule: name, learningMinutes }),
      NewCodeState,
    );
  },
  anomaly({ name, services, levels, of, direction, alertOn }) {
    const requests = of === 'requests';
    const view = requests ? counts('http.requests') : counts('log.events', { 'log.level': levels });
    const phrase = `{value} ${requests ? 'requests' : levels.join(' or ')}/min`;
    const alertsFrom = alertOn === 'unusual' ? 1 : 2;
    return rule(
      { ...CLOSED, name, owners: services, view, lasting: true, alertsFrom },
      anomaly({ rule: name, phrase, directions: direction, grows: direction === 'up', again: true }),
      AnomalyState,
    );
  },
  threshold({ name, metric, above, below, forMinutes, where, by, severity }) {
    const owner = ownerLabel(metric);
    const view = each({
      metric,
      where: withoutOwner(where, metric),
      by: by.filter((label) => label !== owner),
    });
    const [limit, side] =
      above === undefined ? ([below ?? 0, 'below'] as const) : ([above, 'above'] as const);
    return rule(
      { ...PRESENT, name, owners: ownersIn(where, metric), view },
      threshold({ rule: name, limit, side, forMinutes, severity }),
      ThresholdState,
    );
  },
  share({ name, metric, percent, atLeast, forMinutes, where, severity }) {
    const view = down(metric, withoutOwner(where, metric));
    return rule(
      { ...PRESENT, name, owners: ownersIn(where, metric), view },
      share({ rule: name, percent, atLeast, forMinutes, severity }),
      ShareState,
    );
  },
  problem({ name, metric, forMinutes, where, except }) {
    const view = problems(metric, except, withoutOwner(where, metric));
    return rule(
      { ...PRESENT, name, owners: ownersIn(where, metric), view, lasting: true },
      problem({ rule: name, noun: problemNoun(metric), forMinutes }),
      ProblemState,
    );
  },
};

type Where = Readonly<Record<string, readonly string[]>>;

/** Whom a rule is about, of what its series must have; none means everyone. */
function ownersIn(where: Where, metric: MetricName): readonly string[] {
  return where[ownerLabel(metric)] ?? [];
}

function withoutOwner(where: Where, metric: MetricName): Where {
  const { [ownerLabel(metric)]: _owners, ...others } = where;
  return others;
}

/** The default rules and those of the settings. Throws a `ConfigError` that lists every fault with its path. */
export function rulesOf(settings: readonly unknown[]): Rule[] {
  const parsed = z.array(RuleSettings).safeParse(settings);
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map(({ path, message }) => `rules.${path.join('.')}: ${message}`),
    );
  }
  const rules = [...DEFAULT_RULES, ...parsed.data.map(build)];
  const names = rules.map(({ name }) => name);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  if (twice.length > 0) throw new ConfigError(twice.map((name) => `rules: two rules are named ${name}`));
  return rules;
}

function build<K extends FindingKind>(settings: Settings<K>): Rule {
  const make = RULES[settings.kind] as (settings: Settings<K>) => Rule;
  return make(settings);
}

import { z } from 'zod';
import { ConfigError } from '../core/errors.ts';
import { ERROR_LEVELS, LEVELS } from '../core/event.ts';
import { type FindingKind, SEVERITIES } from '../core/finding.ts';
import { HOUR, MINUTE } from '../core/time.ts';
import { DEFAULT_RULES } from './defaults.ts';
import { type Rule, rule } from './rule.ts';
import { AnomalyState, anomaly } from './rules/anomaly.ts';
import { FlatlineState, flatline } from './rules/flatline.ts';
import { FrequencyState, frequency } from './rules/frequency.ts';
import { NewCodeState, newCode } from './rules/new-code.ts';
import { counts, each } from './view.ts';

const Name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,40}$/, 'small letters, digits and hyphens');
const Scope = { name: Name, services: z.array(z.string()).default([]) };
const Levels = z
  .array(z.enum(LEVELS))
  .min(1)
  .default([...ERROR_LEVELS]);

/** A rule as people write it in `sysmon.yaml`. */
export const RuleSettings = z.discriminatedUnion('kind', [
  z.strictObject({
    ...Scope,
    kind: z.literal('frequency'),
    levels: Levels,
    codes: z.array(z.string()).default([]),
    threshold: z.number().int().positive(),
    windowMinutes: z.number().int().positive().max(1440).default(5),
    severity: z.enum(SEVERITIES).default('warning'),
  }),
  z.strictObject({
    ...Scope,
    kind: z.literal('flatline'),
    silentMinutes: z.number().int().positive().default(15),
  }),
  z.strictObject({
    ...Scope,
    kind: z.literal('new_code'),
    levels: Levels,
    learningMinutes: z.number().int().default(1440),
  }),
  z.strictObject({
    ...Scope,
    kind: z.literal('anomaly'),
    levels: Levels,
    /** What is counted: errors (events of the levels above), or requests. */
    of: z.enum(['errors', 'requests']).default('errors'),
    direction: z.enum(['up', 'down', 'both']).default('up'),
    alertOn: z.enum(['unusual', 'never seen']).default('never seen'),
  }),
]);
export type RuleSettings = z.infer<typeof RuleSettings>;
type Settings<K extends FindingKind> = Extract<RuleSettings, { kind: K }>;

/** Every kind of rule, and how its settings become one. */
export const RULES: { [K in FindingKind]: (settings: Settings<K>) => Rule } = {
  frequency({ name, services, levels, codes, threshold, windowMinutes, severity }) {
    const where = { 'log.level': levels };
    const view =
      codes.length > 0
        ? each({ metric: 'log.codes', where: { ...where, 'event.code': codes }, by: ['event.code'] })
        : each({ metric: 'log.events', where, by: [] });
    const detector = frequency({ rule: name, noun: levels.join(' or '), threshold, windowMinutes, severity });
    return rule(
      { name, services, view, overlap: windowMinutes * MINUTE, lasting: true, alertsFrom: 1 },
      detector,
      FrequencyState,
    );
  },
  flatline({ name, services, silentMinutes }) {
    const traits = {
      name,
      services,
      view: counts('log.events'),
      overlap: 0,
      lasting: false,
      alertsFrom: 1,
    } as const;
    return rule(traits, flatline({ rule: name, silentMinutes }), FlatlineState);
  },
  new_code({ name, services, levels, learningMinutes }) {
    const view = each(
      { metric: 'log.events', where: {}, by: [] },
      { metric: 'log.codes', where: { 'log.level': levels }, by: ['log.level', 'event.code'] },
    );
    const traits = { name, services, view, overlap: HOUR, lasting: true, alertsFrom: 1 } as const;
    return rule(traits, newCode({ rule: name, learningMinutes }), NewCodeState);
  },
  anomaly({ name, services, levels, of, direction, alertOn }) {
    const requests = of === 'requests';
    const view = requests ? counts('http.requests') : counts('log.events', { 'log.level': levels });
    const phrase = `{value} ${requests ? 'requests' : levels.join(' or ')}/min`;
    return rule(
      { name, services, view, overlap: 0, lasting: true, alertsFrom: alertOn === 'unusual' ? 1 : 2 },
      anomaly({ rule: name, phrase, directions: direction, grows: direction === 'up', again: true }),
      AnomalyState,
    );
  },
};

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

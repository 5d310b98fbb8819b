import { z } from 'zod';
import type { Finding, FindingKind } from '../core/finding.ts';
import { DAY } from '../core/time.ts';
import type { Detector } from './detector.ts';
import { type Input, ownerLabel, type View } from './view.ts';

/** What feeding samples came to. `state` is JSON. */
interface Digest {
  state: unknown;
  findings: Finding[];
}

/** A detector with what it looks at. One state an owner: a service, a fleet, a host. */
export interface Rule {
  name: string;
  kind: FindingKind;
  view: View;
  /** The label that says whose a series is. */
  owner: string;
  /** Empty: all of them. */
  owners: readonly string[];
  /** Milliseconds of the past that it learns from when it meets an owner. */
  history: number;
  /** Milliseconds before the newest judged bucket that are fed again, for late events; only for detectors that may see a bucket twice. */
  overlap: number;
  /** Findings of this grade and above open an alert; those below join one that is open. */
  alertsFrom: Finding['grade'];
  /** More data cannot undo its verdicts: it is asked about buckets that still fill. */
  lasting: boolean;
  /** Feeds samples in order. A saved state of an older shape counts as none. `tolerance` is what people taught (see `Subject`). */
  feed(saved: unknown, inputs: readonly Input[], open: boolean, tolerance: number): Digest;
}

type Traits = Omit<Rule, 'kind' | 'feed' | 'owner' | 'history'> & Partial<Pick<Rule, 'history'>>;

/** As far back as minutes are kept, and a day for the hour that cuts off. */
const ALL_HISTORY = 15 * DAY;

export function rule<S extends z.ZodType>(traits: Traits, detector: Detector<z.infer<S>>, State: S): Rule {
  return {
    history: ALL_HISTORY,
    ...traits,
    owner: ownerLabel(traits.view.readings[0].metric),
    kind: detector.kind,
    feed(saved, inputs, open, tolerance) {
      const known = State.safeParse(saved);
      let state = known.success ? known.data : detector.start();
      const findings: Finding[] = [];
      for (const { sample, subject, scale } of inputs) {
        const verdict = detector.step(state, sample, { ...subject, tolerance }, open);
        state = verdict.state;
        if (verdict.finding) findings.push(scaled(verdict.finding, scale ?? 1));
      }
      return { state: z.encode(State, state), findings };
    },
  };
}

function scaled(finding: Finding, scale: number): Finding {
  if (scale === 1) return finding;
  const of = (value: number) => Number((value * scale).toPrecision(9));
  const { expected } = finding;
  return {
    ...finding,
    seen: of(finding.seen),
    ...(expected && { expected: { low: of(expected.low), high: of(expected.high) } }),
  };
}

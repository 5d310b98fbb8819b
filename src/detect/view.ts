import { METRICS, type MetricName } from '../core/metrics.ts';
import type { Labels, Sample, Series } from '../core/series.ts';
import { MINUTE, type Window } from '../core/time.ts';
import type { Subject } from './detector.ts';

/** One reading of the series store: the same words as its filter, without the window and the owners. */
export interface Reading {
  metric: MetricName;
  where: Readonly<Record<string, readonly string[]>>;
  /** Labels to tell series apart by, beside the owner. */
  by: readonly string[];
}

/** One sample for a detector. */
export interface Input {
  subject: Subject;
  sample: Sample;
  /** What one unit of the sample's value is in the unit of the metric (a share of 90 requests: 0.9). 1 if not given. */
  scale?: number;
}

/** What a rule looks at: what to read, and how that becomes samples of one owner, in the order of time. Pure. */
export interface View {
  /** All about owners of one kind; who has a series of the first one is watched. */
  readings: readonly [Reading, ...Reading[]];
  /** `read` holds the series of one owner, reading by reading. */
  inputs(read: readonly (readonly Series[])[], owner: string, window: Window): Input[];
}

export const SERVICE = 'service.name';

/** The label that says whose a metric is: of each of its values a rule has one state, and an alert is about one. */
export function ownerLabel(metric: MetricName): string {
  return METRICS[metric].labels[0];
}

/** The count a minute, with zeros where nothing was counted. */
export function counts(metric: MetricName, where: Reading['where'] = {}): View {
  return {
    readings: [{ metric, where, by: [] }],
    inputs: ([series = []], owner, window) => {
      const subject = { metric, labels: { [ownerLabel(metric)]: owner, ...labelsOf(where) } };
      const values = new Map(series.flatMap(({ samples }) => samples.map(({ at, value }) => [at, value])));
      return minutesOf(window).map((at) => ({ subject, sample: { at, value: values.get(at) ?? 0 } }));
    },
  };
}

/** 1 a minute in which anything was measured, 0 where nothing was: whatever the value, who is measured is there. */
export function presence(metric: MetricName): View {
  const counted = counts(metric);
  return {
    ...counted,
    inputs: (read, owner, window) => {
      const measured = new Set(read.flat().flatMap(({ samples }) => samples.map(({ at }) => at)));
      return counted.inputs([], owner, window).map(({ subject, sample }) => ({
        subject,
        sample: { ...sample, value: Number(measured.has(sample.at)) },
      }));
    },
  };
}

/** Several readings as they are, each series for itself, without zeros. Of one minute, an earlier reading comes first. */
export function each(...readings: [Reading, ...Reading[]]): View {
  return {
    readings,
    inputs: (read, owner, window) =>
      readings
        .flatMap(({ metric, where }, index) =>
          (read[index] ?? []).flatMap(({ labels, samples }) =>
            inputsOf(metric, { ...labelsOf(where), ...labels, [ownerLabel(metric)]: owner }, samples),
          ),
        )
        .filter(({ sample }) => sample.at >= window.from && sample.at < window.to)
        .sort((a, b) => a.sample.at - b.sample.at),
  };
}

function inputsOf(metric: MetricName, labels: Labels, samples: readonly Sample[]): Input[] {
  const subject = { metric, labels };
  return samples.map((sample) => ({ subject, sample }));
}

/** What was read is part of what a finding is about; alternatives are joined by a comma (`error,fatal`). */
function labelsOf(where: Reading['where']): Labels {
  return Object.fromEntries(Object.entries(where).map(([name, values]) => [name, values.join(',')]));
}

function minutesOf({ from, to }: Window): number[] {
  return Array.from(
    { length: Math.max(0, Math.ceil((to - from) / MINUTE)) },
    (_, index) => from + index * MINUTE,
  );
}

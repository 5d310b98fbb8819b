import { z } from 'zod';
import type { Sample } from '../../core/series.ts';
import { findingOf, scoreOf } from '../anomaly/finding.ts';
import { graded, type Opinion } from '../anomaly/grade.ts';
import { News, newsOf } from '../anomaly/news.ts';
import { AnomalyOptions, type AnomalyTraits } from '../anomaly/options.ts';
import type { Detector, Subject } from '../detector.ts';
import { emptyShift, type Shift, ShiftState, shiftAt } from '../shift/shift.ts';
import { emptySeason, rememberPeak, Season, usualPeak } from '../spike/season.ts';
import { emptySpike, grainOf, type Judged, judge, learnSpike, SpikeState } from '../spike/spike.ts';

export const AnomalyState = z.object({
  spike: SpikeState,
  shift: ShiftState,
  season: Season,
  news: News.optional(),
});
export type AnomalyState = z.infer<typeof AnomalyState>;

/** A value up to this much above what the same hour has reached before is not never seen. */
const SEASONAL = 1.1;

/**
 * A series that stands out from its long level and its last 60 values ("unusual", grade 1), or that was never like this in anything that is
 * remembered ("never seen", grade 2): itself, for its hour of the day, in its means, its spread, its trend.
 */
export function anomaly(input: AnomalyOptions): Detector<AnomalyState> {
  const options = AnomalyOptions.parse(input);
  return {
    kind: 'anomaly',
    start: () => ({ spike: emptySpike(), shift: emptyShift(), season: emptySeason() }),
    step(state, sample, subject, open) {
      if (!Number.isFinite(sample.value)) return { state };
      const grain = grainOf(state.spike, sample.value, options.grain);
      const judged = judge(state.spike, sample.value, options.grain);
      const lowest = state.spike.positive && sample.value >= 0 ? 0 : Number.NEGATIVE_INFINITY;
      const shift = open ? undefined : shiftAt(state.shift, sample, grain, lowest);
      const opinion = opinionOf(state, sample, judged, shift, subject, options);
      if (!open) {
        learnSpike(state.spike, sample.value, options.grain);
        rememberPeak(state.season, sample.at, sample.value);
      }
      if (!judged) return { state };
      const told = newsOf(state.news, sample.at, opinion);
      if (!open && told) state.news = told.news;
      const score = scoreOf(opinion, told?.begins ?? false);
      const said = { state, expected: judged.expected, score };
      if (!told || (open && !options.grows)) return said;
      return { ...said, finding: findingOf(opinion, told, sample, subject, options) };
    },
  };
}

function opinionOf(
  { spike, season }: AnomalyState,
  sample: Sample,
  judged: Judged | undefined,
  shift: Shift | undefined,
  { tolerance = 1 }: Subject,
  { history, directions, again, grain }: AnomalyTraits,
): Opinion {
  return graded({
    sample,
    judged,
    shift,
    tolerance,
    directions,
    again,
    known: spike.level.count >= history,
    highest: spike.highest,
    usual: () => (usualPeak(season, sample.at) ?? Number.NEGATIVE_INFINITY) * SEASONAL + grain,
  });
}

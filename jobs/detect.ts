import { createWatch, type WatchOptions } from '../src/alerts/watch/watch.ts';
import { type Job, job } from './job.ts';

/** Judges what is new in the series. Verdicts are the same whoever runs it, and however often. */
export function detectJob(options: Omit<WatchOptions, 'store' | 'clock'>): Job {
  return job('detect', (_, { store, clock, signal }) => createWatch({ ...options, store, clock })(signal));
}

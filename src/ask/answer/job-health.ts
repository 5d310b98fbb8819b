import { z } from 'zod';
import { type Instant, MINUTE } from '../../core/time.ts';
import type { AnswerDeps } from './deps.ts';
import { countWords, lastingWords, oneLine, plural } from './words.ts';

/** The last runs of a job, as the jobs write them. */
const JobRun = z.object({
  lastEnd: z.number(),
  ok: z.boolean().default(true),
  error: z.string().optional(),
  failures: z.number().default(0),
});
type JobRun = z.infer<typeof JobRun> & { name: string };

/** Something of the timetable ends twice in it. */
const LONGEST_SILENCE = 1.5 * MINUTE;

/** What is wrong with the work, in a few words each, and what else to know of it. */
export interface JobHealth {
  trouble: string[];
  notes: string[];
}

export async function jobHealth(deps: AnswerDeps): Promise<JobHealth> {
  const now = deps.clock.now();
  const [jobs, backlog] = await Promise.all([jobRuns(deps), backlogOf(deps)]);
  const failing = jobs.filter(({ ok }) => !ok);
  return {
    trouble: [
      ...(failing.length > 0 ? [`${plural(failing.length, 'job')} failing`] : []),
      ...backlog.trouble,
      ...silence(jobs, now),
    ],
    notes: [...failing.map(failureWords), ...backlog.notes, lastRuns(jobs, now)],
  };
}

async function jobRuns({ store }: AnswerDeps): Promise<JobRun[]> {
  const documents = await store.documents.find('job', { limit: 100 });
  return documents.flatMap(({ id, data }) => {
    const run = JobRun.safeParse(data);
    return run.success ? [{ name: id, ...run.data }] : [];
  });
}

async function backlogOf({ backlog }: AnswerDeps): Promise<JobHealth> {
  if (!backlog) return { trouble: [], notes: [] };
  try {
    const waiting = (await backlog()).filter((lane) => lane.waiting > 0);
    const words = waiting.map((lane) => `${countWords(lane.waiting)} to ${lane.lane}`);
    return { trouble: [], notes: words.length > 0 ? [`Waiting: ${words.join(', ')}.`] : [] };
  } catch (error) {
    return {
      trouble: [`the queues do not answer: ${error instanceof Error ? error.message : String(error)}`],
      notes: ['What people change is kept, and shown once the queues are back.'],
    };
  }
}

function silence(jobs: readonly JobRun[], now: Instant): string[] {
  const quiet = now - Math.max(...jobs.map(({ lastEnd }) => lastEnd));
  if (jobs.length === 0 || quiet < LONGEST_SILENCE) return [];
  return [`no job has ended for ${lastingWords(quiet)}: does a worker run?`];
}

function failureWords({ name, error, failures }: JobRun): string {
  return `Job ${name} failed ${plural(failures, 'time')}: ${oneLine(error ?? 'see the log', 200)}`;
}

function lastRuns(jobs: readonly JobRun[], now: Instant): string {
  const runs = jobs.map(({ name, lastEnd }) => `${name} ${lastingWords(now - lastEnd)} ago`).sort();
  return runs.length > 0 ? `Last runs: ${runs.join(', ')}.` : 'No job has run yet.';
}

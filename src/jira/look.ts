import { type Issue, type Issues, quoted } from './issues.ts';

/** Refused creates use up numbers, and issues get deleted: so many missing in a row are the end of the project. */
const MISSES = 10;
/** Issues read in one look; the next look goes on where this one ended. */
const READS = 200;

export interface Look {
  issue?: Issue;
  /** The highest number that was read and is taken by another issue: the next look starts after it. */
  upTo: number;
  /** True once every issue of the project was read. */
  complete: boolean;
}

/**
 * Looks for the issue with our label, reading the project by key upwards from `after`: that sees an issue at once, while the search learns of
 * it later. The search is asked too, for an issue whose number is not where we look.
 */
export async function lookFor(issues: Issues, project: string, label: string, after: number): Promise<Look> {
  const read = await readUpwards(issues, project, label, after);
  if (read.issue) return read;
  const jql = `project = ${quoted(project)} AND labels = ${quoted(label)}`;
  const [issue] = await issues.search(jql, { limit: 1 });
  return issue ? { ...read, issue } : read;
}

async function readUpwards(issues: Issues, project: string, label: string, after: number): Promise<Look> {
  let upTo = after;
  for (let number = after + 1; number <= after + READS; number++) {
    if (number - upTo > MISSES) return { upTo, complete: true };
    const issue = await issues.read(`${project}-${number}`);
    if (issue?.fields.labels.includes(label)) return { issue, upTo, complete: true };
    if (issue) upTo = number;
  }
  return { upTo, complete: false };
}

/** The highest issue number that the search knows of; 0 for an empty project. */
export async function highestNumber(issues: Issues, project: string): Promise<number> {
  const [newest] = await issues.search(`project = ${quoted(project)} ORDER BY key DESC`, { limit: 1 });
  return newest ? Number(newest.key.split('-').at(-1)) : 0;
}

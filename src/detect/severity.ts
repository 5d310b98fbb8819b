import type { Level } from '../core/event.ts';
import type { Severity } from '../core/finding.ts';

/** So many in one minute are severe whatever they say. */
const MANY = 50;

/** Words that tell a severe bug from a mishap: something is lost, full, down or broken for everyone. */
const GRAVE = [
  /out of memory|\boom(kill(ed)?)?\b|heap limit|cannot allocate/i,
  /\bpanic\b|segmentation fault|\bsegfault\b|core dumped|fatal error/i,
  /corrupt|data loss|checksum mismatch/i,
  /no space left|disk full|read-only file system/i,
  /pool exhausted|too many (open files|connections|clients)|deadlock/i,
  /certificate (has )?expired|crash ?loop/i,
];

/** How bad an error code looks, by level, count of one minute, and words. */
export function severityOf(level: Level | string, count: number, text: string): Severity {
  if (level === 'fatal' || count >= MANY) return 'severe';
  return GRAVE.some((words) => words.test(text)) ? 'severe' : 'warning';
}

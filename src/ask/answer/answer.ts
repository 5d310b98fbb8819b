import type { Answer } from '../../core/answer.ts';
import type { Question, Subject } from '../../core/question.ts';
import type { Instant } from '../../core/time.ts';
import { alerts } from './alerts.ts';
import { code } from './code.ts';
import { codes } from './codes.ts';
import { counts } from './counts.ts';
import type { AnswerDeps, Answerer } from './deps.ts';
import { failures } from './failures.ts';
import { MEASURES } from './fields.ts';
import { unknownGroup, withBuckets } from './groups.ts';
import { health } from './health.ts';
import { help } from './help.ts';
import { latency } from './latency.ts';
import { logs } from './logs.ts';
import { missing, missingGroup } from './missing.ts';
import { mutes } from './mutes.ts';
import { services } from './services.ts';
import { tickets } from './tickets.ts';

/** Who answers what. */
const ANSWERERS: Readonly<Record<Subject, Answerer>> = {
  errors: counts({ one: 'error', many: 'errors' }),
  warnings: counts({ one: 'warning', many: 'warnings' }),
  requests: counts({ one: 'request', many: 'requests' }),
  failures,
  latency,
  logs,
  codes,
  code,
  alerts,
  tickets,
  mutes,
  services,
  health,
  help,
  devices: missing,
  containers: missing,
  pods: missing,
  pages: missing,
  clicks: missing,
  cpu: missing,
  memory: missing,
  disk: missing,
  oncall: missing,
};

/** The answer to a question, from what is stored just now. */
export async function answer(asked: Question, deps: AnswerDeps): Promise<Answer> {
  const question = withBuckets(upToNow(asked, deps.clock.now()));
  const odd = MEASURES[question.subject] && unknownGroup(question);
  if (odd) return missingGroup(question, odd);
  return ANSWERERS[question.subject](question, deps);
}

/** What is still to come is not drawn as nothing. */
function upToNow(question: Question, now: Instant): Question {
  const { from, to } = question.time;
  return from < now && to > now ? { ...question, time: { from, to: now } } : question;
}

import type { Answer } from '../../core/answer.ts';
import type { Group, Question, Subject } from '../../core/question.ts';
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
import { known } from './known.ts';
import { latency } from './latency.ts';
import { logs } from './logs.ts';
import { clicks } from './measured/clicks.ts';
import { databases, functions, queues } from './measured/cloud.ts';
import { containers } from './measured/containers.ts';
import { devices } from './measured/devices.ts';
import { hosts } from './measured/hosts.ts';
import { pages } from './measured/pages.ts';
import { pods } from './measured/pods.ts';
import { usage } from './measured/usage.ts';
import { missingGroup, oncall } from './missing.ts';
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
  devices,
  containers,
  pods,
  hosts,
  pages,
  clicks,
  databases,
  queues,
  functions,
  cpu: usage([
    { metric: 'host.cpu.utilization', by: 'host' },
    { metric: 'container.cpu.utilization', by: 'container' },
    { metric: 'device.cpu.utilization', by: 'device' },
    { metric: 'database.cpu.utilization', by: 'database' },
  ]),
  memory: usage([
    { metric: 'host.memory.utilization', by: 'host' },
    { metric: 'container.memory.utilization', by: 'container' },
    { metric: 'device.memory.utilization', by: 'device' },
    { metric: 'database.memory.free', by: 'database', isFree: true },
  ]),
  disk: usage([
    { metric: 'host.disk.utilization', by: 'host' },
    { metric: 'device.storage.utilization', by: 'device' },
    { metric: 'database.storage.free', by: 'database', isFree: true },
  ]),
  oncall,
};

/** The answer to a question, from what is stored just now. */
export async function answer(asked: Question, deps: AnswerDeps): Promise<Answer> {
  const question = withBuckets(upToNow(asked, deps.clock.now()));
  const odd = MEASURES[question.subject] && (unknownGroup(question) ?? (await unnamedGroup(question, deps)));
  if (odd) return missingGroup(question, odd);
  return ANSWERERS[question.subject](question, deps);
}

/** Lines say which fleet they come from only where fleets are read at all. */
async function unnamedGroup(
  { groupBy = [] }: Question,
  { store, clock }: AnswerDeps,
): Promise<Group | undefined> {
  const group = groupBy.find((one) => one === 'fleet' || one === 'device');
  return group && (await known(store, clock)).fleets.length === 0 ? group : undefined;
}

/** What is still to come is not drawn as nothing. */
function upToNow(question: Question, now: Instant): Question {
  const { from, to } = question.time;
  return from < now && to > now ? { ...question, time: { from, to: now } } : question;
}

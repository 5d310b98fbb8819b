import { z } from 'zod';
import type { Instant } from '../../../core/time.ts';
import type { Wording } from '../../container-happening.ts';
import type { Life } from '../cursor.ts';
import type { Document } from '../document.ts';
import { Amount, Text } from '../fields.ts';
import { metricset } from '../metricset.ts';
import type { Minute } from '../minute/minute.ts';
import { type Container, container } from './container.ts';
import { tellOf } from './happenings.ts';
import { lifeOf, restarted, wasAsked, wasOutOfMemory } from './lives.ts';

const ATTRIBUTES = 'docker.event.actor.attributes';
const Event = z.object({
  'docker.event.action': Text,
  'docker.event.status': Text,
  'docker.event.type': Text,
  'docker.event.id': Text,
  'docker.event.actor.id': Text,
  [`${ATTRIBUTES}.name` as const]: Text,
  [`${ATTRIBUTES}.exitCode` as const]: Amount,
  [`${ATTRIBUTES}.signal` as const]: Text,
  [`${ATTRIBUTES}.com_docker_compose_service` as const]: Text,
  [`${ATTRIBUTES}.com.docker.compose.service` as const]: Text,
});
type Event = z.infer<typeof Event>;

/** Other signals do not ask a program to end. */
const STOPPING = /^(SIG)?(2|3|9|15|INT|QUIT|KILL|TERM)$/;

/** What Docker itself said of a container. */
export const event = metricset(Event, (fields, document, minute) => {
  const { at, host } = document;
  const type = fields['docker.event.type'] ?? 'container';
  const id = fields['docker.event.actor.id'] ?? fields['docker.event.id'];
  const action = fields['docker.event.action'] ?? fields['docker.event.status'];
  if (type !== 'container' || !id || !action) return;
  const name = fields[`${ATTRIBUTES}.name`] ?? id.slice(0, 12);
  const service =
    fields[`${ATTRIBUTES}.com_docker_compose_service`] ?? fields[`${ATTRIBUTES}.com.docker.compose.service`];
  const about = container({ id, name, host, service });
  const identity = identityOf(about, action, document, minute);
  if (!identity) return;
  const wording = happen(about, action, fields, at, minute);
  if (wording) tellOf(about, wording, identity, at, minute);
});

/**
 * The times are whole seconds, and a container may end twice in one: the second that one beat tells is another end. Undefined for what another beat
 * has told already.
 */
function identityOf({ id }: Container, action: string, { at, agent }: Document, { isKnown }: Minute) {
  let nth = 0;
  while (isKnown(`${agent} ${id} ${action} ${at} ${nth}`)) nth += 1;
  return isKnown(`${id} ${action} ${at} ${nth}`) ? undefined : [action, at, nth];
}

/** Moves the life of the container on; undefined for what is not told. */
function happen(about: Container, action: string, fields: Event, at: Instant, minute: Minute) {
  const life = lifeOf(about, at, minute.memory);
  const [name = '', ...details] = action.split(':');
  const detail = details.join(':').trim();
  if (name === 'die') return die(life, fields[`${ATTRIBUTES}.exitCode`] ?? 0, at);
  if (name === 'start') return start(about, life, at, minute);
  if (name === 'health_status') return health(life, detail, at);
  if (name === 'oom') {
    life.outOfMemoryAt = at;
    return fault('OOMKilled', 'ran out of memory, and a process in it was killed');
  }
  if (name !== 'kill' && name !== 'stop') return undefined;
  const signal = fields[`${ATTRIBUTES}.signal`];
  if (!signal || STOPPING.test(signal)) life.toldToStopAt = at;
  if (name === 'stop' || !signal) return undefined;
  return { level: 'notice', code: 'ContainerSignaled', text: `was sent signal ${signal}` } satisfies Wording;
}

function start(about: Container, life: Life, at: Instant, minute: Minute): Wording {
  life.startedAt = at;
  if (!life.ended) return { level: 'info', code: 'ContainerStarted', text: 'started' };
  delete life.ended;
  restarted(about, at, minute);
  return { level: 'notice', code: 'ContainerRestarted', text: 'started again' };
}

function die(life: Life, exitCode: number, at: Instant): Wording {
  life.ended = { at, exitCode };
  const code = `exit code ${exitCode}`;
  if (wasOutOfMemory(life, at)) return fault('OOMKilled', `was killed, out of memory (${code})`);
  if (wasAsked(life, at)) return { level: 'notice', code: 'ContainerStopped', text: `was stopped (${code})` };
  if (exitCode === 0) return { level: 'info', code: 'ContainerEnded', text: `ended (${code})` };
  return fault('Exited', `ended with ${code}`);
}

function health(life: Life, status: string, at: Instant): Wording | undefined {
  if (status === 'healthy') return { level: 'info', code: 'ContainerHealthy', text: 'is healthy' };
  if (status !== 'unhealthy') return undefined;
  life.unhealthyAt = at;
  return fault('Unhealthy', 'is unhealthy');
}

function fault(code: string, text: string): Wording {
  return { level: 'error', code, text, isFault: true };
}

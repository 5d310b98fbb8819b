import { constants } from 'node:os';
import type { RawEvent } from '../../core/event.ts';
import { type Instant, SECOND } from '../../core/time.ts';
import { containerHappening, unhealthy, type Wording } from '../container-happening.ts';
import { eventOf } from '../happening.ts';
import { type Action, happenedIn, timeOf } from './actions.ts';
import { type Container, subjectOf } from './container.ts';
import type { EngineEvent } from './engine/objects.ts';
import type { ContainerHistory } from './history.ts';

/** Which host, read by which source of the settings. */
export interface Place {
  source: string;
  host: string;
}

/** What became of a container, in plain words. */
export interface Subject {
  id: string;
  name: string;
  service: string;
}

const MEBIBYTE = 2 ** 20;

/** Undefined for what is not told. `container` is how it is now, if it is still there. */
export function eventOfEngine(
  event: EngineEvent,
  history: ContainerHistory,
  container: Container | undefined,
  place: Place,
): RawEvent | undefined {
  const happened = happenedIn(event);
  const wording = happened && WORDINGS[happened.action](event, { history, container, ...happened });
  if (!wording) return undefined;
  const identity = [event.Actor.ID, event.Action, event.timeNano];
  return told(subjectOf(event), wording, identity, timeOf(event), place);
}

/** An end that only the container's own state still shows. */
export function eventOfEnd(subject: Subject, container: Container, at: Instant, place: Place): RawEvent {
  const { ExitCode, OOMKilled } = container.State;
  return told(subject, endOf(ExitCode, OOMKilled, container), [subject.id, 'end', at], at, place);
}

interface Context {
  detail: string;
  history: ContainerHistory;
  container: Container | undefined;
}

const WORDINGS: Record<Action, (event: EngineEvent, context: Context) => Wording | undefined> = {
  start: () => ({ level: 'info', code: 'ContainerStarted', text: 'started' }),
  restart: () => ({ level: 'notice', code: 'ContainerRestarted', text: 'was restarted by hand' }),
  kill: ({ Actor: { Attributes } }) => {
    const signal = Number(Attributes?.signal);
    return { level: 'notice', code: 'ContainerSignaled', text: `was sent signal ${signalWords(signal)}` };
  },
  oom: (_, { container }) => ({
    level: 'error',
    code: 'OOMKilled',
    text: `ran out of memory, and a process in it was killed${inBrackets(limitOf(container))}`,
    isFault: true,
  }),
  health_status: (_, { detail, container }) => healthWording(detail, container),
  die: (event, { history, container }) => {
    const exitCode = Number(event.Actor.Attributes?.exitCode ?? 0);
    const at = timeOf(event);
    const isKill = history.wasOutOfMemory(at) || (exitCode === 137 && isKillAt(container, at));
    if (isKill || !history.wasAsked(at)) return endOf(exitCode, isKill, container);
    return { level: 'notice', code: 'ContainerStopped', text: `was stopped (exit code ${exitCode})` };
  },
};

function endOf(exitCode: number, isKill: boolean, container: Container | undefined): Wording {
  const code = `exit code ${exitCode}`;
  if (isKill) {
    const text = `was killed, out of memory${inBrackets(code, limitOf(container))}`;
    return { level: 'error', code: 'OOMKilled', text, isFault: true };
  }
  if (exitCode === 0) return { level: 'info', code: 'ContainerEnded', text: `ended (${code})` };
  const signal = exitCode > 128 ? ` (${signalWords(exitCode - 128)})` : '';
  return { level: 'error', code: 'Exited', text: `ended with ${code}${signal}`, isFault: true };
}

/** That it does well is news only to those who read that it does not; `starting` is none. */
function healthWording(status: string, container: Container | undefined): Wording | undefined {
  if (status === 'healthy') return { level: 'info', code: 'ContainerHealthy', text: 'is healthy' };
  if (status !== 'unhealthy') return undefined;
  const { Status, Log } = container?.State.Health ?? {};
  return unhealthy(Status === 'unhealthy' ? Log?.at(-1)?.Output : undefined);
}

/** Whether its last end was at that moment, and one for its memory. */
function isKillAt(container: Container | undefined, at: Instant): boolean {
  const { OOMKilled = false, FinishedAt = 0 } = container?.State ?? {};
  return OOMKilled && Math.abs(at - FinishedAt) < SECOND;
}

function limitOf(container: Container | undefined): string | undefined {
  const limit = container?.HostConfig.Memory;
  return limit ? `limit ${Math.round(limit / MEBIBYTE)} MiB` : undefined;
}

function inBrackets(...parts: (string | undefined)[]): string {
  const said = parts.filter(Boolean);
  return said.length > 0 ? ` (${said.join(', ')})` : '';
}

/** `9, SIGKILL` */
function signalWords(signal: number): string {
  const name = Object.entries(constants.signals).find(([, number]) => number === signal)?.[0];
  return name ? `${signal}, ${name}` : String(signal);
}

function told(
  subject: Subject,
  wording: Wording,
  identity: readonly (string | number)[],
  at: Instant,
  { source, host }: Place,
): RawEvent {
  return eventOf(containerHappening({ ...subject, host }, wording, identity, at), source, host);
}

import type { Level } from '../../../core/event.ts';
import type { Instant } from '../../../core/time.ts';
import type { Minute } from '../minute/minute.ts';
import type { Container } from './container.ts';

/** What became of a container, in plain words. */
export interface Wording {
  level: Level;
  code: string;
  text: string;
  /** Whether the code is a fault: it is the `error.type` then. */
  isFault?: boolean;
}

/** What a check said is a text of the program's own. */
const LONGEST_OUTPUT = 500;

export function tellUnhealthy(
  container: Container,
  output: string | undefined,
  at: Instant,
  minute: Minute,
): void {
  const said = output?.trim().slice(0, LONGEST_OUTPUT);
  const text = `is unhealthy${said ? `: ${said}` : ''}`;
  tellOf(container, { level: 'error', code: 'Unhealthy', text, isFault: true }, ['health', at], at, minute);
}

/** `identity` makes it this happening and no other of the container. */
export function tellOf(
  { id, name, service, host }: Container,
  { level, code, text, isFault = false }: Wording,
  identity: readonly (string | number)[],
  at: Instant,
  minute: Minute,
): void {
  minute.tell({
    identity: [id, ...identity],
    at,
    dataset: 'docker.events',
    service,
    about: id,
    text: `container ${name} ${text}`,
    told: {
      level,
      code,
      fields: {
        'service.name': service,
        ...(host && { 'host.name': host }),
        'container.id': id,
        'container.name': name,
        ...(isFault && { 'error.type': code }),
      },
    },
  });
}

import type { Level } from '../core/event.ts';
import type { Instant } from '../core/time.ts';
import type { Happening } from './happening.ts';

/** What is said of a container, after "container <name>". */
export interface Wording {
  level: Level;
  code: string;
  text: string;
  /** Whether the code is a fault: it is the `error.type` then. */
  isFault?: boolean;
}

/** A container of a Docker host, as an event names it. */
interface Subject {
  id: string;
  name: string;
  service: string;
  host: string | undefined;
}

/** The same whichever source tells it: the daemon itself, or Metricbeat. */
export function containerHappening(
  { id, name, service, host }: Subject,
  { level, code, text, isFault = false }: Wording,
  identity: Happening['identity'],
  at: Instant,
): Happening {
  return {
    identity,
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
  };
}

/** What a check said is a text of the program's own. */
const LONGEST_OUTPUT = 500;

/** A health check failed; `output` is what it said. */
export function unhealthy(output: string | undefined): Wording {
  const said = output?.trim().slice(0, LONGEST_OUTPUT);
  return { level: 'error', code: 'Unhealthy', text: `is unhealthy${said ? `: ${said}` : ''}`, isFault: true };
}

import type { Instant } from '../../../core/time.ts';
import { containerHappening, unhealthy, type Wording } from '../../container-happening.ts';
import type { Minute } from '../minute/minute.ts';
import type { Container } from './container.ts';

export function tellUnhealthy(
  container: Container,
  output: string | undefined,
  at: Instant,
  minute: Minute,
): void {
  tellOf(container, unhealthy(output), ['health', at], at, minute);
}

/** `identity` makes it this happening and no other of the container. */
export function tellOf(
  container: Container,
  wording: Wording,
  identity: readonly (string | number)[],
  at: Instant,
  minute: Minute,
): void {
  minute.tell(containerHappening(container, wording, [container.id, ...identity], at));
}

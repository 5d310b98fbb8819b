import { RejectedError } from '../../core/errors.ts';
import { type Clock, MINUTE, SECOND } from '../../core/time.ts';
import type { Engine } from './engine/engine.ts';
import { tooOld } from './fault.ts';

/** Docker 20.10: the first that measures a container at once. */
const OLDEST = [1, 41] as const;
const MOST_SKEW = MINUTE;

/** Asks each question once, and rejects with what a person has to mend. */
export async function check(engine: Engine, clock: Clock): Promise<void> {
  const { ApiVersion } = await engine.version();
  const [major = 0, minor = 0] = ApiVersion.split('.').map(Number);
  if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) throw tooOld(ApiVersion);
  await engine.list();
  const { SystemTime } = await engine.info();
  const now = SystemTime ?? clock.now();
  checkClock(now - clock.now());
  await engine.past(now - SECOND, now - SECOND);
}

function checkClock(skew: number): void {
  if (Math.abs(skew) < MOST_SKEW) return;
  const seconds = Math.round(Math.abs(skew) / SECOND);
  throw new RejectedError(
    'DOCKER_CLOCK',
    `the clock of the Docker host is ${seconds} s ${skew > 0 ? 'ahead of' : 'behind'} the one of sysmon`,
    'Set both clocks by NTP: what happened is shown at the time that the host says.',
  );
}

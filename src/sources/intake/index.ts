import type { IntakeProtocol } from '../../core/intake.ts';
import { firehose } from './firehose/index.ts';
import type { PolledLogs } from './firehose/origins.ts';
import { lines } from './lines/index.ts';
import { otlp } from './otlp/index.ts';

/** Every way to send things to sysmon. `polled`: the log groups that sysmon reads by itself, whose events have the same ids when they are pushed. */
export function intakeProtocols(polled: readonly PolledLogs[]): IntakeProtocol[] {
  return [...otlp(), lines(), firehose(polled)];
}

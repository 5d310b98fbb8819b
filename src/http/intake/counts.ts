import { Counter, Gauge, Registry } from 'prom-client';
import type { IntakePiece } from '../../core/intake.ts';

/** What the intake of this process has seen, for `/metrics`. */
export interface IntakeCounts {
  request(path: string, status: number): void;
  piece(path: string, sender: string, piece: IntakePiece): void;
  /** Prometheus text. */
  text(): Promise<string>;
}

export function createCounts(bytesInFlight: () => number): IntakeCounts {
  const registers = [new Registry()] as const;
  const counter = (name: string, help: string, ...labelNames: string[]) =>
    new Counter({ name: `sysmon_intake_${name}_total`, help, labelNames, registers: [...registers] });
  const requests = counter('requests', 'Requests to the intake.', 'path', 'status');
  const events = counter('events', 'Events taken.', 'path', 'sender');
  const points = counter('points', 'Points of metrics taken.', 'path', 'sender');
  const refused = counter('refused', 'Records that could not be understood.', 'path', 'sender');
  const ignored = counter('ignored', 'Records that are none that sysmon keeps.', 'path', 'sender');
  new Gauge({
    name: 'sysmon_intake_in_flight_bytes',
    help: 'Memory that the requests under way take.',
    registers: [...registers],
    collect() {
      this.set(bytesInFlight());
    },
  });
  return {
    request: (path, status) => requests.inc({ path, status }),
    piece: (path, sender, piece) => {
      const of = { path, sender };
      events.inc(of, piece.events.length);
      points.inc(of, piece.points.length);
      refused.inc(of, piece.refused);
      ignored.inc(of, piece.ignored);
    },
    text: () => registers[0].metrics(),
  };
}

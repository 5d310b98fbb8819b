import type { EventField, LogEvent } from '../../core/event.ts';
import type { Affected, Finding } from '../../core/finding.ts';
import { METRICS } from '../../core/metrics.ts';
import type { Sample, Series } from '../../core/series.ts';
import { HOUR, type Instant, MINUTE } from '../../core/time.ts';
import { isShared, UP } from '../../detect/shared.ts';
import { ownerLabel } from '../../detect/view.ts';
import { momentWords } from '../../detect/words.ts';
import type { Store } from '../../store/store.ts';

const MOST = 10;
/** So many changes within an hour are not an outage, they are flapping. */
const FLAPS = 4;
/** How long a thing that was not measured again still counts as being as it was. */
const LATELY = 5 * MINUTE;
/** Of more things than this, what the last hour was like is looked up for some of those that are down. */
const LOOKED_AT = 200;
const EVENTS = 100;
const NAMES = ['device.name', 'container.name', 'kubernetes.pod.name'] as const;

/** Which devices, containers or pods a finding is about (those that flap among them), the newest first; undefined where it is about no things. */
export async function affectedBy(finding: Finding, store: Store): Promise<Affected | undefined> {
  if (finding.kind === 'share') return downNow(finding, store);
  return finding.kind === 'problem' ? troubled(finding, store) : undefined;
}

async function downNow({ metric, labels, at }: Finding, { series }: Store): Promise<Affected | undefined> {
  const named = nameLabel(metric);
  if (!isShared(metric) || !named) return undefined;
  const by = METRICS[metric].labels;
  const read = (from: Instant, where: Record<string, readonly string[]>) =>
    series.read({ metric, window: { from, to: at + MINUTE }, where }, MINUTE, by);
  const owner = ownerLabel(metric);
  const own = { [owner]: [labels[owner] ?? ''] };
  const all = await read(at - LATELY, own);
  const down = all.filter(isDown);
  const names = down.slice(0, LOOKED_AT).map((thing) => thing.labels[named] ?? '');
  const hour = await read(at - HOUR, all.length <= LOOKED_AT ? own : { ...own, [named]: names });
  const looked = hour.map((thing) => pastOf(thing, named, at));
  const things = looked.filter((thing) => thing.isDown || thing.flaps).sort((a, b) => b.since - a.since);
  const more = Math.max(down.length, things.length) - MOST;
  return { things: things.slice(0, MOST).map(({ name, note }) => ({ name, note })), more: Math.max(0, more) };
}

const isDown = ({ samples }: Pick<Series, 'samples'>) => (samples.at(-1)?.value ?? 1) < UP;

function nameLabel(metric: Finding['metric']): (typeof NAMES)[number] | undefined {
  const labels: readonly string[] = METRICS[metric].labels;
  return NAMES.find((name) => labels.includes(name));
}

function pastOf({ labels, samples }: Series, named: string, at: Instant) {
  const since = (samples.findLast(({ value }) => value >= UP)?.at ?? at - HOUR) + MINUTE;
  const changes = changesIn(samples);
  const flaps = changes >= FLAPS;
  const still = changes > 0 ? `since ${momentWords(since, at)}` : 'for over an hour';
  const note = flaps ? `flapping: ${changes} changes in an hour` : still;
  return { name: labels[named] ?? '', since, flaps, isDown: isDown({ samples }), note };
}

function changesIn(samples: readonly Sample[]): number {
  const states = samples.map(({ value }) => value >= UP);
  return states.filter((state, index) => index > 0 && state !== states[index - 1]).length;
}

/** What the events of the problem name. */
async function troubled(finding: Finding, { events }: Store): Promise<Affected | undefined> {
  const { metric, labels, since, at, seen } = finding;
  const owner = ownerLabel(metric) as EventField;
  const window = { from: Math.min(since, at - HOUR), to: at + HOUR };
  const where = { [owner]: [labels[owner] ?? ''], 'error.type': [labels['error.type'] ?? ''] };
  const found = await events.find({ window, where }, EVENTS);
  const named = new Map<string, LogEvent>();
  for (const event of found) {
    const name = nameOf(event);
    if (name && !named.has(name)) named.set(name, event);
  }
  if (named.size === 0) return undefined;
  const things = [...named].map(([name, event]) => ({
    name,
    note: `at ${momentWords(event['@timestamp'], at)}`,
  }));
  const shown = things.slice(0, Math.min(MOST, Math.max(1, seen)));
  return { things: shown, more: Math.max(0, Math.round(seen) - shown.length) };
}

function nameOf(event: LogEvent): string | undefined {
  return event['device.name'] ?? event['kubernetes.pod.name'] ?? event['container.name'];
}

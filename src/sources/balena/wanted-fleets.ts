import { RejectedError } from '../../core/errors.ts';
import type { Connection } from './connection.ts';
import { fleets } from './queries.ts';
import { type BalenaSettings, fleetName, isWanted, isWhole } from './settings.ts';

/**
 * The slugs of the fleets to read. One that is named in full counts as there: reading says if it is not. Throws `RejectedError` where two would have
 * one name: their devices could not be told apart.
 */
export async function wantedFleets(connection: Connection, settings: BalenaSettings): Promise<string[]> {
  const named = settings.fleets.filter(isWhole);
  const all = named.length === settings.fleets.length ? [] : await fleets(connection);
  const slugs = new Set(
    [...named, ...all.map(({ slug }) => slug)].filter((slug) => isWanted(settings, slug)),
  );
  const byName = new Map<string, string>();
  for (const slug of slugs) {
    const name = fleetName(settings, slug);
    const other = byName.get(name);
    if (other !== undefined) throw sameName(name, other, slug);
    byName.set(name, slug);
  }
  return [...slugs];
}

function sameName(name: string, one: string, other: string): RejectedError {
  const advice = `Give one of them another name in the settings, such as names: { ${other}: ${other.replace('/', '-')} }.`;
  return new RejectedError('BALENA_SAME_NAME', `${one} and ${other} are both called ${name}`, advice);
}

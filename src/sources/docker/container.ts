import type { Labels } from '../../core/series.ts';
import type { EngineEvent, Inspected, Stats } from './engine/objects.ts';

/** A container as it was looked at. */
export interface Container extends Inspected {
  /** Of one that runs, and where the daemon tells. */
  stats: Stats | undefined;
}

/** Docker writes names with a slash before them. */
export function nameOf(name: string): string {
  return name.replace(/^\//, '');
}

/** What people call the program in it: its Compose service, else what its image is called, else its own name. */
export function serviceOf(labels: Readonly<Record<string, string>> | null | undefined, name: string): string {
  return labels?.['com.docker.compose.service'] ?? labels?.['org.opencontainers.image.title'] ?? name;
}

export function labelsOf({ Name, Config }: Inspected, host: string): Labels {
  const name = nameOf(Name);
  return { 'service.name': serviceOf(Config.Labels, name), 'host.name': host, 'container.name': name };
}

/** Whom an event is about; the daemon puts a container's labels among its attributes. */
export function subjectOf({ Actor: { ID, Attributes } }: EngineEvent) {
  const name = Attributes?.name ?? ID.slice(0, 12);
  return { id: ID, name, service: serviceOf(Attributes, name) };
}

/** Not while it waits to be restarted: Docker says that it runs then, too. */
export function isUp({ State: { Running, Restarting } }: Inspected): boolean {
  return Running && !Restarting;
}

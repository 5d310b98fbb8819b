import { makeBaseImages } from './base-images.ts';
import { dockerCommand } from './command.ts';

/** Builds the image `sysmon` from this checkout: two minutes for the first time in a run, seconds after that. */
export async function buildImage(host: string): Promise<void> {
  await makeBaseImages(host);
  await dockerCommand(host).print('build', '--network', 'host', '--tag', 'sysmon', '.');
}

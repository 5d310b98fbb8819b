import { readFileSync } from 'node:fs';
import Docker from 'dockerode';
import { noFile } from '../fault.ts';
import type { DockerSettings } from '../settings.ts';

/** Only when it is needed: a certificate that can't be read is a fault of this source, not of the start. DOCKER_HOST is not looked at. */
export function openClient({ host, tls }: DockerSettings): Docker {
  const { protocol, pathname, hostname, port } = new URL(host);
  if (protocol === 'unix:')
    return new Docker({ socketPath: decodeURIComponent(pathname), host: '', protocol: 'http' });
  if (!tls) return new Docker({ protocol: 'http', host: hostname, port });
  const { caFile, certFile, keyFile } = tls;
  return new Docker({
    protocol: 'https',
    host: hostname,
    port,
    ca: read(caFile),
    ...(certFile && { cert: read(certFile) }),
    ...(keyFile && { key: read(keyFile) }),
  });
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw noFile(path, error);
  }
}

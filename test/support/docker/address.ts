/** A `DOCKER_HOST` of the form `tcp://host:port`, as the client takes it. */
export function addressOf(dockerHost: string): { protocol: 'http'; host: string; port: number } {
  const { hostname, port } = new URL(dockerHost);
  return { protocol: 'http', host: hostname, port: Number(port) };
}

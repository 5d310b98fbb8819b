/** What the image's HEALTHCHECK runs, with the address of `/healthz`: ends with 0 where it answers well, with 1 otherwise. */
const [url = 'http://127.0.0.1:8080/healthz'] = process.argv.slice(2);

try {
  const { ok, status } = await fetch(url, { signal: AbortSignal.timeout(4_000) });
  process.stdout.write(`${url} answers ${status}\n`);
  process.exitCode = ok ? 0 : 1;
} catch (error) {
  process.stdout.write(`${url} does not answer: ${error}\n`);
  process.exitCode = 1;
}

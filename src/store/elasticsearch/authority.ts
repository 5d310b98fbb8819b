import { once } from 'node:events';
import { connect, type DetailedPeerCertificate } from 'node:tls';
import { RejectedError, UpstreamError } from '../../core/errors.ts';
import { SECOND } from '../../core/time.ts';

const TIMEOUT = 10 * SECOND;

/**
 * The certificate with this SHA-256 among those that the server shows, in PEM: as the authority to trust, it makes every later connection prove
 * itself by signature. (The client's own `caFingerprint` compares what is shown, and checks no signature.) Rejects with `UpstreamError` if the server
 * can't be reached, or `RejectedError` if it shows no such certificate.
 */
export async function fetchAuthority(address: string, fingerprint: string): Promise<string> {
  for (const { fingerprint256, raw } of await shownBy(new URL(address)))
    if (digitsOf(fingerprint256) === digitsOf(fingerprint)) return toPem(raw);
  throw new RejectedError(
    'STORE_REFUSED',
    'The server shows no certificate with the fingerprint that is set.',
    'Check ELASTICSEARCH_CA_FINGERPRINT, or set ELASTICSEARCH_CA_FILE.',
  );
}

/** From the server's own certificate up to its authority's. Nothing is sent but the greeting of TLS. */
async function shownBy({ hostname, port }: URL): Promise<DetailedPeerCertificate[]> {
  const host = hostname.replace(/^\[|\]$/g, '');
  const socket = connect({ host, port: Number(port || 443), rejectUnauthorized: false });
  socket.setTimeout(TIMEOUT, () => socket.destroy(new Error('timeout')));
  try {
    await once(socket, 'secureConnect');
    return chainOf(socket.getPeerCertificate(true));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UpstreamError('STORE_UNREACHABLE', `Elasticsearch can't be reached (${reason}).`, {
      cause: error,
    });
  } finally {
    socket.destroy();
  }
}

function chainOf(certificate: DetailedPeerCertificate): DetailedPeerCertificate[] {
  const chain = [certificate];
  let issuer = certificate.issuerCertificate;
  while (issuer && !chain.some(({ fingerprint256 }) => fingerprint256 === issuer.fingerprint256)) {
    chain.push(issuer);
    issuer = issuer.issuerCertificate;
  }
  return chain;
}

function digitsOf(fingerprint: string): string {
  return fingerprint.replaceAll(':', '').toLowerCase();
}

function toPem(certificate: Buffer): string {
  return `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64')}\n-----END CERTIFICATE-----\n`;
}

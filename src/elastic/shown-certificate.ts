import { once } from 'node:events';
import { connect, type DetailedPeerCertificate } from 'node:tls';
import { SECOND } from '../core/time.ts';

const TIMEOUT = 10 * SECOND;

/**
 * The certificate with this SHA-256 among those that the server shows, in PEM: as the authority to trust, it makes every later connection prove
 * itself by signature. (The client's own `caFingerprint` compares what is shown, and checks no signature.) Undefined if the server shows no such
 * certificate; rejects with the error of the socket if it can't be reached.
 */
export async function shownCertificate(address: string, fingerprint: string): Promise<string | undefined> {
  const shown = await shownBy(new URL(address));
  const found = shown.find(({ fingerprint256 }) => digitsOf(fingerprint256) === digitsOf(fingerprint));
  return found && toPem(found.raw);
}

/** From the server's own certificate up to its authority's. Nothing is sent but the greeting of TLS. */
async function shownBy({ hostname, port }: URL): Promise<DetailedPeerCertificate[]> {
  const host = hostname.replace(/^\[|\]$/g, '');
  const socket = connect({ host, port: Number(port || 443), rejectUnauthorized: false });
  socket.setTimeout(TIMEOUT, () => socket.destroy(new Error('timeout')));
  try {
    await once(socket, 'secureConnect');
    return chainOf(socket.getPeerCertificate(true));
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

import { RejectedError, UpstreamError } from '../../core/errors.ts';
import { shownCertificate } from '../../elastic/shown-certificate.ts';

/**
 * The certificate of the authority to trust, in PEM. Rejects with `UpstreamError` if the server can't be reached, or `RejectedError` if it shows no
 * certificate with this SHA-256.
 */
export async function fetchAuthority(address: string, fingerprint: string): Promise<string> {
  const shown = await shownCertificate(address, fingerprint).catch((error) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UpstreamError('STORE_UNREACHABLE', `Elasticsearch can't be reached (${reason}).`, {
      cause: error,
    });
  });
  if (shown) return shown;
  throw new RejectedError(
    'STORE_REFUSED',
    'The server shows no certificate with the fingerprint that is set.',
    'Check ELASTICSEARCH_CA_FINGERPRINT, or set ELASTICSEARCH_CA_FILE.',
  );
}

import { readFile } from 'node:fs/promises';
import { Client, type ClientOptions } from '@elastic/elasticsearch';
import { RejectedError } from '../../core/errors.ts';
import { SECOND } from '../../core/time.ts';
import { shownCertificate } from '../../elastic/shown-certificate.ts';
import type { ElasticAccess } from './access.ts';
import { unreachable } from './fault.ts';

/** The client of 9 speaks as 9 does, which 8 refuses; 9 still understands what is said as 8. */
const MEDIA_TYPE = 'application/vnd.elasticsearch+json; compatible-with=8';
const REQUEST_TIMEOUT = 30 * SECOND;

/** Makes a client; it connects when it is first used. Throws `RejectedError` if what to trust can't be had. */
export async function openClient(access: ElasticAccess): Promise<Client> {
  const { url, cloudId } = access;
  return new Client({
    ...(cloudId ? { cloud: { id: cloudId } } : { node: url ?? '' }),
    ...authOf(access),
    ...(await trustOf(access)),
    headers: { accept: MEDIA_TYPE, 'content-type': MEDIA_TYPE },
    requestTimeout: REQUEST_TIMEOUT,
    // A repetition takes its turn in the budget, so it is made by ours.
    maxRetries: 0,
    redaction: { type: 'replace' },
  });
}

function authOf({ apiKey, username, password }: ElasticAccess): Pick<ClientOptions, 'auth'> {
  if (apiKey) return { auth: { apiKey } };
  return username ? { auth: { username, password: password ?? '' } } : {};
}

/** With a fingerprint, whoever is signed by that authority is trusted, by whatever name it is reached. */
async function trustOf({ url, caFile, caFingerprint }: ElasticAccess): Promise<Pick<ClientOptions, 'tls'>> {
  if (caFile) return { tls: { ca: await readCertificate(caFile) } };
  if (!caFingerprint || !url) return {};
  const ca = await shownCertificate(url, caFingerprint).catch((error) => {
    throw unreachable(error);
  });
  if (ca) return { tls: { ca, checkServerIdentity: () => undefined } };
  const message = 'the server shows no certificate with the fingerprint that is set';
  throw new RejectedError('ELASTIC_CERTIFICATE', message, 'Check `caFingerprint`, or set `caFile`.');
}

async function readCertificate(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    const message = `the certificate cannot be read (${reason})`;
    throw new RejectedError('ELASTIC_CERTIFICATE', message, 'See `caFile`.', { cause: error });
  }
}

import { timingSafeEqual } from 'node:crypto';
import { Sha256 } from '@smithy/core/checksum';
import { SignatureV4 } from '@smithy/signature-v4';
import { type Clock, MINUTE } from '../../src/core/time.ts';
import { AwsError } from './aws-error.ts';

export interface Credentials {
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

export interface SignedRequest {
  method: string;
  path: string;
  headers: Readonly<Record<string, string>>;
  body: Buffer;
}

/** The service of CloudWatch Logs, as signatures name it. */
const LOGS = 'logs';
const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;
const SKEW = 5 * MINUTE;
/** Never taken from the request: the signer computes it from the body that came. */
const BODY_HASH = 'x-amz-content-sha256';

/** Refuses, as AWS does, a request that the one pair of keys did not sign: Signature Version 4, recomputed over what arrived. */
export async function checkSignature(
  request: SignedRequest,
  keys: Credentials,
  clock: Clock,
  service = LOGS,
): Promise<void> {
  const { authorization } = request.headers;
  if (!authorization)
    throw new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token', 403);
  const [, accessKeyId, , region, signedFor, signedHeaders, signature] =
    authorization.match(AUTHORIZATION) ?? [];
  if (!signedHeaders || !signature)
    throw new AwsError(
      'IncompleteSignatureException',
      `Authorization header is incomplete: ${authorization}`,
    );
  if (accessKeyId !== keys.accessKeyId)
    throw new AwsError(
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
    );
  if (region !== keys.region)
    throw invalidSignature(`Credential should be scoped to a valid region, not '${region}'.`);
  if (signedFor !== service)
    throw invalidSignature(`Credential should be scoped to correct service: '${service}'.`);
  const date = signingDate(request.headers['x-amz-date'], clock);
  const expected = await sign(request, signedHeaders.split(';'), { ...keys, service }, date);
  if (!timingSafeEqual(Buffer.from(expected), Buffer.from(signature)))
    throw invalidSignature(
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.',
    );
}

function signingDate(header: string | undefined, clock: Clock): Date {
  const iso = header?.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
  const date = new Date(iso ?? '');
  if (Number.isNaN(date.getTime()))
    throw new AwsError('IncompleteSignatureException', "Date must be in ISO-8601 'basic format'.");
  if (Math.abs(date.getTime() - clock.now()) > SKEW) throw invalidSignature(`Signature expired: ${header}`);
  return date;
}

async function sign(
  { method, path, headers, body }: SignedRequest,
  signedHeaders: readonly string[],
  { region, service, ...credentials }: Credentials & { service: string },
  date: Date,
): Promise<string> {
  const signer = new SignatureV4({
    credentials,
    region,
    service,
    sha256: Sha256,
    applyChecksum: signedHeaders.includes(BODY_HASH),
  });
  const signed = signedHeaders
    .filter((name) => name !== BODY_HASH)
    .map((name) => [name, headers[name] ?? '']);
  const { headers: result } = await signer.sign(
    { method, path, headers: Object.fromEntries(signed), body, protocol: 'http:', hostname: '' },
    { signingDate: date, signableHeaders: new Set(signedHeaders) },
  );
  return result.authorization?.slice(-64) ?? '';
}

function invalidSignature(message: string): AwsError {
  return new AwsError('InvalidSignatureException', message);
}

import { RejectedError, UpstreamError } from '../../core/errors.ts';
import { SECOND } from '../../core/time.ts';

const TOKEN_ADVICE =
  'Make an API key in the balena dashboard (Preferences, Access tokens) and set BALENA_TOKEN to it.';
const WRONG_TOKEN = ['BalenaNotLoggedIn', 'BalenaExpiredToken', 'BalenaMalformedToken'];

export function noToken(): RejectedError {
  return new RejectedError('BALENA_TOKEN', 'balena: there is no token', TOKEN_ADVICE);
}

export function noFleet(slug: string): RejectedError {
  const advice = `See that ${slug} is spelled as in its address at balena, and that the token's owner may see it; or take it out of the settings.`;
  return new RejectedError('BALENA_NO_FLEET', `fleet ${slug}: not there`, advice);
}

export function noDevice(uuid: string): RejectedError {
  const advice = `Take ${uuid} out of logs in the settings, or let the token's owner see it.`;
  return new RejectedError('BALENA_NO_DEVICE', `device ${uuid}: not there`, advice);
}

/** What the SDK throws, in our words: whose fault it is, and what a person can do about it. `asked` is what for, e.g. `fleet acme/kiosk`. */
export function faultOf(error: unknown, asked: string): UpstreamError | RejectedError {
  if (error instanceof UpstreamError || error instanceof RejectedError) return error;
  const { message, code, status, retryAfter } = partsOf(error);
  const words = `${asked}: ${message}`;
  const rejected = (name: string, advice: string) => new RejectedError(name, words, advice, { cause: error });
  if (status === 429)
    return new UpstreamError('BALENA_THROTTLED', words, {
      cause: error,
      ...(retryAfter === undefined ? {} : { retryAfter }),
    });
  if (status === 401 || WRONG_TOKEN.includes(code)) return rejected('BALENA_TOKEN', TOKEN_ADVICE);
  if (status === 403)
    return rejected('BALENA_FORBIDDEN', `Let the token's owner see ${asked}: a role of observer is enough.`);
  if (status === 404)
    return rejected('BALENA_NOT_FOUND', `${asked} is not there: take it out of the settings.`);
  if (status !== undefined && status >= 400 && status < 500 && status !== 408)
    return rejected(
      'BALENA_REFUSED',
      'This API is not one that sysmon knows (v7): see apiUrl, or update sysmon.',
    );
  return new UpstreamError('BALENA_UNAVAILABLE', words, { cause: error });
}

export function isThrottled(error: unknown): boolean {
  return error instanceof UpstreamError && error.code === 'BALENA_THROTTLED';
}

export function badReply(asked: string, what: string): UpstreamError {
  return new UpstreamError('BALENA_BAD_REPLY', `${asked}: ${what}`);
}

function partsOf(error: unknown) {
  if (!(error instanceof Error)) return { message: String(error), code: '' };
  const code = 'code' in error ? String(error.code) : '';
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : undefined;
  const headers = 'responseHeaders' in error ? error.responseHeaders : undefined;
  const retryAfter = headers instanceof Headers ? milliseconds(headers.get('Retry-After')) : undefined;
  return { message: error.message, code, status, retryAfter };
}

function milliseconds(seconds: string | null): number | undefined {
  const parsed = Number.parseInt(seconds ?? '', 10);
  return Number.isNaN(parsed) ? undefined : parsed * SECOND;
}

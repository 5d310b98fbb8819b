import { RejectedError, UpstreamError } from '../../core/errors.ts';

const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_|SSL|EPROTO/;
const WRONG_VERSION = /client version|API version/i;
const HTTPS_EXPECTED = /HTTPS? (request|server)/i;

const ADVICE = {
  DOCKER_PERMISSION:
    'Let the user that sysmon runs as read the socket: make it a member of the group docker (in a container: --group-add with the id of that group).',
  DOCKER_NO_SOCKET:
    'See that Docker is installed, that `host` names its socket, and that the socket is mounted where sysmon runs in a container.',
  DOCKER_TLS:
    "Set `tls` to the daemon's own certificate authority, and to a certificate and key that the daemon takes; without TLS at the daemon, leave it out.",
  DOCKER_VERSION: 'sysmon needs Docker 20.10 (API 1.41) or newer: update the daemon.',
  DOCKER_FORBIDDEN:
    'Something before the daemon forbids it: let a socket proxy pass GET of /info, /version, /containers and /events.',
  DOCKER_NOT_FOUND: 'See that `host` is the address of a Docker daemon.',
} as const;

/** What dockerode throws, in our words: whose fault it is, and what a person can do about it. `asked` is what for, e.g. `list containers`. */
export function faultOf(error: unknown, asked: string): UpstreamError | RejectedError {
  if (error instanceof UpstreamError || error instanceof RejectedError) return error;
  const { code, status, message } = partsOf(error);
  const words = `${asked}: ${message}`;
  const kind = kindOf(code, status, message);
  if (kind) return new RejectedError(kind, words, ADVICE[kind], { cause: error });
  return new UpstreamError('DOCKER_UNAVAILABLE', words, { cause: error });
}

/** Certificates and keys that can not be read. */
export function noFile(path: string, error: unknown): RejectedError {
  const message = `${path}: ${error instanceof Error ? error.message : error}`;
  return new RejectedError('DOCKER_TLS', message, 'Let sysmon read the file.', { cause: error });
}

export function tooOld(version: string): RejectedError {
  return new RejectedError('DOCKER_VERSION', `the daemon speaks API ${version}`, ADVICE.DOCKER_VERSION);
}

export function isMissing(error: unknown): boolean {
  return error instanceof RejectedError && error.code === 'DOCKER_NOT_FOUND';
}

function kindOf(code: string, status: number | undefined, message: string): keyof typeof ADVICE | undefined {
  if (code === 'EACCES' || code === 'EPERM') return 'DOCKER_PERMISSION';
  if (code === 'ENOENT' || code === 'ENOTSOCK') return 'DOCKER_NO_SOCKET';
  if (CERTIFICATE.test(code)) return 'DOCKER_TLS';
  if (status === 401 || status === 403) return 'DOCKER_FORBIDDEN';
  if (status === 404) return 'DOCKER_NOT_FOUND';
  if (status !== 400) return undefined;
  if (HTTPS_EXPECTED.test(message)) return 'DOCKER_TLS';
  return WRONG_VERSION.test(message) ? 'DOCKER_VERSION' : undefined;
}

function partsOf(error: unknown) {
  if (!(error instanceof Error)) return { code: '', status: undefined, message: String(error) };
  const code = 'code' in error ? String(error.code) : '';
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : undefined;
  return { code, status, message: error.message.trim() || code };
}

import { RejectedError, UpstreamError } from '../../core/errors.ts';

/** What was asked for, to say what to mend. */
export interface Asked {
  /** As a policy names it: `logs:FilterLogEvents`. */
  action: string;
  /** What it is about, in words: `log groups in eu-west-1`. */
  about: string;
  region: string;
  /** The ARN that the policy must allow it on. */
  resource: string;
}

const TOO_MANY = ['ThrottlingException', 'Throttling', 'TooManyRequestsException', 'RequestLimitExceeded'];
const FORBIDDEN = ['AccessDeniedException', 'AccessDenied', 'UnauthorizedOperation'];
const WRONG_KEYS = [
  'UnrecognizedClientException',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'IncompleteSignatureException',
  'MissingAuthenticationTokenException',
  'ExpiredTokenException',
  'ExpiredToken',
  'SignatureDoesNotMatch',
  'CredentialsProviderError',
  'OptInRequired',
];
const WRONG_QUESTION = [
  'InvalidParameterException',
  'InvalidParameterValueException',
  'InvalidParameterCombinationException',
  'InvalidNextToken',
  'ValidationException',
  'SerializationException',
];
/** STS, where it refuses to let us be someone else. */
const ASSUMING = /sts:AssumeRole on resource: (\S+)/;

/** What AWS throws, in our words: whose fault it is, and what a person can do about it. */
export function faultOf(error: unknown, asked: Asked): UpstreamError | RejectedError {
  const { name, message } = error instanceof Error ? error : { name: 'unknown', message: String(error) };
  const { about } = asked;
  const rejected = (code: string, advice: string) =>
    new RejectedError(code, `${about}: ${message}`, advice, { cause: error });
  if (TOO_MANY.includes(name))
    return new UpstreamError('AWS_THROTTLED', `${about}: ${message}`, { cause: error });
  const [, role] = message.match(ASSUMING) ?? [];
  if (role)
    return rejected(
      'AWS_ROLE',
      `Allow sysmon's credentials sts:AssumeRole on ${role}, and have its trust policy name them, with the same external id.`,
    );
  if (FORBIDDEN.includes(name))
    return rejected('AWS_FORBIDDEN', `Allow ${asked.action} on ${asked.resource}.`);
  if (WRONG_KEYS.includes(name))
    return rejected(
      'AWS_CREDENTIALS',
      `AWS does not accept the credentials (${name}). Give ones that are valid for ${asked.region}, and see that the clock is right.`,
    );
  if (name === 'ResourceNotFoundException')
    return rejected('AWS_NO_GROUP', `Make it in ${asked.region}, or take it out of the settings.`);
  if (WRONG_QUESTION.includes(name))
    return rejected('AWS_REFUSED', `AWS refuses to read it (${name}). Put it under exclude in the settings.`);
  return new UpstreamError('AWS_UNAVAILABLE', `${about}: ${message || name}`, { cause: error });
}

export function isThrottled(error: unknown): boolean {
  return error instanceof UpstreamError && error.code === 'AWS_THROTTLED';
}

/** Whether AWS has forgotten the page token that we sent. */
export function isTokenRefused(error: unknown): boolean {
  return error instanceof RejectedError && error.code === 'AWS_REFUSED';
}

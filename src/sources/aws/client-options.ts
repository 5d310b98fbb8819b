import { SECOND } from '../../core/time.ts';
import type { Credentials, Role } from './settings.ts';

export interface Access {
  /** Another address than AWS's own. */
  endpoint?: string | undefined;
  credentials?: Credentials | undefined;
  role?: Role | undefined;
}

const NO_WAIT_WITHOUT_END = {
  connectionTimeout: 5 * SECOND,
  requestTimeout: 30 * SECOND,
  throwOnRequestTimeout: true,
};

/** How any client of AWS is opened here: one attempt a call, since `call.ts` retries within the budget, and no wait without an end. */
export function clientOptions(region: string, { endpoint, credentials, role }: Access) {
  const own = credentials && keysOf(credentials);
  return {
    region,
    maxAttempts: 1,
    requestHandler: NO_WAIT_WITHOUT_END,
    ...(endpoint ? { endpoint } : {}),
    ...(role ? { credentials: assumed(region, role, endpoint, own) } : {}),
    ...(own && !role ? { credentials: own } : {}),
  };
}

/** Takes on the role when first asked; the SDK asks again before its credentials expire. */
function assumed(region: string, role: Role, endpoint: string | undefined, own: Keys | undefined) {
  let provider: Promise<() => Promise<Keys>> | undefined;
  return async () => {
    provider ??= providerOf(region, role, endpoint, own);
    return (await provider)();
  };
}

async function providerOf(
  region: string,
  { roleArn, externalId }: Role,
  endpoint: string | undefined,
  own: Keys | undefined,
) {
  const { fromTemporaryCredentials } = await import('@aws-sdk/credential-providers');
  return fromTemporaryCredentials({
    params: {
      RoleArn: roleArn,
      RoleSessionName: 'sysmon',
      ...(externalId ? { ExternalId: externalId } : {}),
    },
    clientConfig: { region, requestHandler: NO_WAIT_WITHOUT_END, ...(endpoint ? { endpoint } : {}) },
    ...(own ? { masterCredentials: own } : {}),
  });
}

type Keys = Pick<Credentials, 'accessKeyId' | 'secretAccessKey'>;

function keysOf({ accessKeyId, secretAccessKey, sessionToken }: Credentials) {
  return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
}

import { type SourceSettings, SourcesSettings } from '../sources/index.ts';
import type { Environment } from './environment.ts';

/** What is read where `sysmon.yaml` names nothing: all log groups of the Region that is set, all fleets that the token sees. */
export function usualSources(environment: Environment): SourceSettings[] {
  return SourcesSettings.parse([
    ...(environment.AWS_REGION ? [logGroups(environment)] : []),
    ...(environment.BALENA_TOKEN ? [{ kind: 'balena' }] : []),
  ]);
}

/** With the credentials that are set, else the AWS SDK's own chain. */
function logGroups(environment: Environment) {
  const { AWS_REGION: region, AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: endpoint } = environment;
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  } = environment;
  const credentials =
    accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey, sessionToken } : undefined;
  return { kind: 'cloudwatch-logs', regions: [region], endpoint, credentials };
}

/** A token that is in the environment is one for all sources of its kind that have none of their own. */
export function withToken(source: SourceSettings, environment: Environment): SourceSettings {
  const { BALENA_TOKEN, KUBERNETES_TOKEN, ELASTIC_APM_API_KEY, METRICBEAT_API_KEY } = environment;
  if (source.kind === 'balena') return { ...source, token: source.token ?? BALENA_TOKEN };
  // A kubeconfig, or a pod's service account, brings credentials along; an address alone has none.
  if (source.kind === 'kubernetes' && source.server && !source.tokenFile)
    return { ...source, token: source.token ?? KUBERNETES_TOKEN };
  if (source.kind === 'elastic-apm' && !source.username)
    return { ...source, apiKey: source.apiKey ?? ELASTIC_APM_API_KEY };
  if (source.kind === 'metricbeat' && !source.username)
    return { ...source, apiKey: source.apiKey ?? METRICBEAT_API_KEY };
  return source;
}

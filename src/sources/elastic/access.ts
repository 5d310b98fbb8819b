import { z } from 'zod';

const Secret = z.string().min(1).optional();

/** How to reach an Elasticsearch that is read from: part of the settings of each such source. */
export const ELASTIC_ACCESS = {
  url: z.url({ protocol: /^https?$/ }).optional(),
  /** Of a deployment of Elastic Cloud, instead of `url`. */
  cloudId: z
    .string()
    .regex(/^[^:]*:[A-Za-z0-9+/]{8,}={0,2}$/, 'the Cloud ID that the deployment shows, NAME:LETTERS')
    .optional(),
  apiKey: Secret,
  username: Secret,
  password: Secret,
  /** The certificate of the authority that signed the server's, in PEM. */
  caFile: z.string().min(1).optional(),
  /** Its SHA-256, where there is no file at hand. */
  caFingerprint: z
    .string()
    .regex(/^([0-9a-fA-F]{2}:?){32}$/, 'the SHA-256 of the certificate: 64 hexadecimal digits')
    .optional(),
  /** For all workers together. */
  callsPerSecond: z.number().positive().max(1_000).default(5),
};
export type ElasticAccess = z.infer<z.ZodObject<typeof ELASTIC_ACCESS>>;

/** For `superRefine`: what is missing, or there twice. */
export function checkAccess(access: ElasticAccess, context: z.RefinementCtx): void {
  for (const [path, message] of faultsOf(access)) context.addIssue({ code: 'custom', path: [path], message });
}

function faultsOf(access: ElasticAccess): [path: string, message: string][] {
  const { url, cloudId, apiKey, username, password, caFile, caFingerprint } = access;
  const faults: [boolean, string, string][] = [
    [!url && !cloudId, 'url', 'missing: set it, or `cloudId`'],
    [Boolean(url && cloudId), 'cloudId', 'set beside `url`: keep one of the two'],
    [
      Boolean(apiKey && (username || password)),
      'apiKey',
      'set beside a user or password: keep one of the two',
    ],
    [Boolean(username) !== Boolean(password), 'username', 'a user needs a password, and a password a user'],
    [
      Boolean((caFile || caFingerprint) && url?.startsWith('http:')),
      'url',
      'must be https where a CA is set',
    ],
    [Boolean(caFingerprint && !url), 'caFingerprint', 'needs a `url` beside it'],
  ];
  return faults.flatMap(([isFault, path, message]) => (isFault ? [[path, message]] : []));
}

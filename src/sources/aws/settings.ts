import { z } from 'zod';

export const Region = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'an AWS Region such as eu-west-1');
const AccountNumber = z.string().regex(/^\d{12}$/, '12 digits');

/** The AWS SDK's own chain (environment, profile, role of the task) where none are given. */
export const Credentials = z.strictObject({
  accessKeyId: z.string().min(1),
  secretAccessKey: z.string().min(1),
  sessionToken: z.string().min(1).optional(),
});
export type Credentials = z.infer<typeof Credentials>;

/** A role in another account that our own credentials may take on (`sts:AssumeRole`). */
export const Role = z.strictObject({
  roleArn: z.string().regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/, 'arn:aws:iam::<account>:role/<name>'),
  /** What the role's trust policy asks for, where it does. */
  externalId: z.string().min(2).optional(),
});
export type Role = z.infer<typeof Role>;

/** The account that a role belongs to. */
export function accountOf({ roleArn }: Role): string {
  return roleArn.split(':')[4] ?? '';
}

/** What every source on AWS may be told of how to get there. */
export const AWS_ACCESS = {
  regions: z.array(Region).min(1),
  /** Another address than AWS's own, for STS too. */
  endpoint: z.url().optional(),
  credentials: Credentials.optional(),
  /** Of another account, to be taken on with our own credentials. */
  role: Role.optional(),
  /** The AWS account's number, where no role says it. Sources that do not say theirs share one call budget a Region. */
  account: AccountNumber.optional(),
};

import { z } from 'zod';
import { invalidParameter } from '../aws-error.ts';
import type { LogGroup } from '../catalog.ts';
import { arnOf, GroupName, groupNameOf, operation, Tags, type World } from '../operation.ts';
import { pageToken, readPageToken } from '../page-token.ts';

const MOST = 50;
const RETENTIONS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];
const Named = z.object({ logGroupName: GroupName });

export const createLogGroup = operation(Named.extend({ tags: Tags }), async (input, { catalog }) => {
  await catalog.createGroup(input.logGroupName, input.tags);
  return {};
});

export const deleteLogGroup = operation(Named, async ({ logGroupName }, { catalog, segments }) => {
  await catalog.deleteGroup(logGroupName);
  await segments.drop(logGroupName);
  return {};
});

export const putRetentionPolicy = operation(
  Named.extend({
    retentionInDays: z.number().refine((days) => RETENTIONS.includes(days), `must be one of ${RETENTIONS}`),
  }),
  async ({ logGroupName, retentionInDays }, { catalog }) => {
    await catalog.retain(logGroupName, retentionInDays);
    return {};
  },
);

export const deleteRetentionPolicy = operation(Named, async ({ logGroupName }, { catalog }) => {
  await catalog.retain(logGroupName, undefined);
  return {};
});

export const describeLogGroups = operation(
  z.object({
    logGroupNamePrefix: GroupName.optional(),
    logGroupNamePattern: GroupName.optional(),
    nextToken: z.string().optional(),
    limit: z.number().int().min(1).max(MOST).default(MOST),
  }),
  ({ nextToken, limit, ...question }, world) => {
    const { logGroupNamePrefix: prefix = '', logGroupNamePattern: pattern = '' } = question;
    if (prefix && pattern)
      throw invalidParameter(
        'LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.',
      );
    const after = nextToken ? readPageToken(nextToken, question, world.clock, world.tokenLifetime) : '';
    const left = world.catalog
      .groups()
      .filter(({ name }) => name > after && name.startsWith(prefix) && name.includes(pattern));
    const page = left.slice(0, limit);
    const last = page.at(-1);
    return {
      logGroups: page.map((group) => described(group, world)),
      ...(last && left.length > limit ? { nextToken: pageToken(last.name, question, world.clock) } : {}),
    };
  },
);

function described({ name, creationTime, retentionInDays }: LogGroup, world: World) {
  const logGroupArn = arnOf(world, name);
  return {
    logGroupName: name,
    creationTime,
    ...(retentionInDays === undefined ? {} : { retentionInDays }),
    metricFilterCount: 0,
    storedBytes: 0,
    arn: `${logGroupArn}:*`,
    logGroupArn,
    logGroupClass: 'STANDARD',
  };
}

const Arn = z.object({ resourceArn: z.string() });

export const tagResource = operation(Arn.extend({ tags: Tags }), ({ resourceArn, tags }, { catalog }) => {
  Object.assign(catalog.group(groupNameOf(resourceArn)).tags, tags);
  return {};
});

export const listTagsForResource = operation(Arn, ({ resourceArn }, { catalog }) => ({
  tags: catalog.group(groupNameOf(resourceArn)).tags,
}));

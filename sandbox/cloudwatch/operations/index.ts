import type { Operation } from '../operation.ts';
import { filterLogEvents } from './filter-log-events.ts';
import { getLogEvents } from './get-log-events.ts';
import {
  createLogGroup,
  deleteLogGroup,
  deleteRetentionPolicy,
  describeLogGroups,
  listTagsForResource,
  putRetentionPolicy,
  tagResource,
} from './groups.ts';
import { putLogEvents } from './put-log-events.ts';
import { startLiveTail } from './start-live-tail.ts';
import { createLogStream, deleteLogStream, describeLogStreams } from './streams.ts';

/** The operations this server knows, by their names in `X-Amz-Target`. */
export const OPERATIONS: ReadonlyMap<string, Operation> = new Map([
  ['CreateLogGroup', createLogGroup],
  ['DeleteLogGroup', deleteLogGroup],
  ['DescribeLogGroups', describeLogGroups],
  ['PutRetentionPolicy', putRetentionPolicy],
  ['DeleteRetentionPolicy', deleteRetentionPolicy],
  ['TagResource', tagResource],
  ['ListTagsForResource', listTagsForResource],
  ['CreateLogStream', createLogStream],
  ['DeleteLogStream', deleteLogStream],
  ['DescribeLogStreams', describeLogStreams],
  ['PutLogEvents', putLogEvents],
  ['FilterLogEvents', filterLogEvents],
  ['GetLogEvents', getLogEvents],
  ['StartLiveTail', startLiveTail],
]);

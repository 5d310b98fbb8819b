import { expect, test } from 'vitest';
import { type Asked, faultOf } from '../../src/sources/aws/fault.ts';
import { accountOf, Role } from '../../src/sources/aws/settings.ts';

const ASKED: Asked = {
  action: 'cloudwatch:GetMetricData',
  about: 'metrics in eu-west-1',
  region: 'eu-west-1',
  resource: '*',
};
const ROLE = 'arn:aws:iam::111122223333:role/sysmon';

function thrown(name: string, message = name): Error {
  return Object.assign(new Error(message), { name });
}

test.each([
  ['Throttling', 'AWS_THROTTLED'],
  ['AccessDenied', 'AWS_FORBIDDEN'],
  ['ExpiredToken', 'AWS_CREDENTIALS'],
  ['InvalidParameterValueException', 'AWS_REFUSED'],
  ['TimeoutError', 'AWS_UNAVAILABLE'],
])('%s is %s', (name, code) => {
  expect(faultOf(thrown(name), ASKED).code).toBe(code);
});

test('a role that may not be taken on is what there is to mend, not the permission behind it', () => {
  const message = `User: arn:aws:iam::000000000000:user/sysmon is not authorized to perform: sts:AssumeRole on resource: ${ROLE}`;
  expect(faultOf(thrown('AccessDenied', message), ASKED)).toMatchObject({
    code: 'AWS_ROLE',
    advice: expect.stringContaining(`sts:AssumeRole on ${ROLE}`),
  });
});

test('a role says its account, and what is no role is refused', () => {
  expect(accountOf(Role.parse({ roleArn: ROLE }))).toBe('111122223333');
  expect(Role.safeParse({ roleArn: 'arn:aws:iam::111122223333:user/sysmon' }).success).toBe(false);
});

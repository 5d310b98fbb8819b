import { expect, test } from 'vitest';
import { Tokens } from '../../../src/config/tokens.ts';

test('each sender has a name and a token, which may hold a colon', () => {
  expect(Tokens.parse('shop:0123456789abcdef, edge-2:a:long:token:of:its:own')).toEqual([
    { name: 'shop', token: '0123456789abcdef' },
    { name: 'edge-2', token: 'a:long:token:of:its:own' },
  ]);
});

test.each([
  ['a token that is short', 'shop:secret123'],
  ['a token without a name', '0123456789abcdef'],
  ['a name twice', 'shop:0123456789abcdef,shop:fedcba9876543210'],
  ['a token twice', 'shop:0123456789abcdef,edge:0123456789abcdef'],
  ['a name that is none', 'my shop:0123456789abcdef'],
])('%s is refused, and never quoted', (_, text) => {
  const { error } = Tokens.safeParse(text);
  expect(error?.message).toContain('name:token');
  expect(error?.message).not.toMatch(/secret123|0123456789|my shop/);
});

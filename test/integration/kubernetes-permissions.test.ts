import { readFile } from 'node:fs/promises';
import { expect, test, vi } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import type { Rule } from '../../sandbox/kubernetes/api/access.ts';
import type { Kubernetes } from '../../sandbox/kubernetes/index.ts';
import { kubernetesSource, localKubernetes, look } from '../support/kubernetes.ts';

const RuleSchema = z.object({
  apiGroups: z.array(z.string()),
  resources: z.array(z.string()),
  verbs: z.array(z.string()),
});
const Role = z.object({
  kind: z.literal('ClusterRole'),
  metadata: z.object({ name: z.string() }),
  rules: z.array(RuleSchema),
});
const Account = z.object({
  kind: z.literal('ServiceAccount'),
  metadata: z.object({ name: z.string(), namespace: z.string() }),
});
const Binding = z.object({
  kind: z.literal('ClusterRoleBinding'),
  roleRef: z.unknown(),
  subjects: z.array(z.unknown()),
});

/** The manifest as a person would copy it out of the page. */
async function manifest() {
  const page = await readFile('docs/sources/kubernetes.md', 'utf8');
  const [, text = ''] = /```yaml\n(apiVersion[\s\S]*?)```/.exec(page) ?? [];
  const documents = parseAllDocuments(text).map((document) => document.toJS());
  return z.tuple([Account, Role, Binding]).parse(documents);
}

const permissions = (rules: Rule[]) =>
  rules.flatMap(({ apiGroups, resources, verbs }) =>
    apiGroups.flatMap((group) =>
      resources.flatMap((resource) => verbs.map((verb) => `${verb} ${group}/${resource}`)),
    ),
  );

const asked = ({ hand }: Kubernetes) =>
  new Set(hand.calls.map(({ verb, group, resource }) => `${verb} ${group}/${resource}`));

test('with the manifest of the docs everything works, and every permission in it is used', async () => {
  const [, { rules }] = await manifest();
  const server = await localKubernetes();
  server.hand.allow(rules);
  const source = kubernetesSource(server);
  const { signal } = new AbortController();
  await source.check(signal);
  await source.discover(signal);
  await look(source);
  const following = source.hints(() => {}, signal);
  await vi.waitFor(() => expect(server.hand.watches()).toBe(2));
  await source.close();
  await following;
  expect([...asked(server)].sort()).toEqual(permissions(rules).sort());
});

test('the binding gives the role to the account', async () => {
  const [{ metadata: account }, { metadata: role }, { roleRef, subjects }] = await manifest();
  expect(roleRef).toMatchObject({ kind: 'ClusterRole', name: role.name });
  expect(subjects).toEqual([{ kind: 'ServiceAccount', ...account }]);
});

test('a namespace that is named is read without anything of the whole cluster', async () => {
  const server = await localKubernetes();
  const settings = { namespaces: { include: ['shop'] }, nodes: false };
  const source = kubernetesSource(server, settings);
  const { points } = await look(source);
  await source.check(new AbortController().signal);
  expect(new Set(server.hand.calls.map(({ namespace }) => namespace))).toEqual(new Set(['shop']));
  expect(new Set(points.map(({ labels }) => labels['kubernetes.namespace']))).toEqual(new Set(['shop']));
});

test('a namespace that is excluded is not even sent', async () => {
  const server = await localKubernetes();
  const { points } = await look(kubernetesSource(server, { namespaces: { exclude: ['kube-system'] } }));
  const services = points.flatMap(({ labels }) => labels['service.name'] ?? []);
  expect(services).toContain('api');
  expect(services).not.toContain('coredns');
});

import { MINUTE } from '../../../core/time.ts';
import { shortKey } from '../document.ts';
import { Amount, Share, Text } from '../fields.ts';
import { metricset } from '../metricset.ts';
import type { Minute } from '../minute/minute.ts';
import { type Container, containerOf, DockerContainer } from './container.ts';
import { tellUnhealthy } from './happenings.ts';
import { noteUptime } from './lives.ts';
import { statusOf } from './status.ts';

/** What counters grew by in longer than this is no growth of a minute. */
const LONGEST_GAP = 10 * MINUTE;
const SAID_BEFORE = 5 * MINUTE;

/** Metricbeat lists only containers that run: there is a document, so there is one. */
function isThere(container: Container, { gauges }: Minute): void {
  gauges.presume('container.up', container, 1);
}

const State = DockerContainer.extend({ 'docker.container.status': Text });

export const state = metricset(State, (fields, { host, at }, minute) => {
  const container = containerOf(fields, host);
  const text = fields['docker.container.status'];
  if (!container || !text) return;
  const { isUp, uptime, isHealthy } = statusOf(text);
  minute.gauges.last('container.up', container, Number(isUp));
  minute.gauges.last('container.uptime', container, uptime);
  if (isHealthy !== undefined) minute.gauges.presume('container.healthy', container, Number(isHealthy));
  if (uptime !== undefined) noteUptime(container, uptime, at, minute);
});

const Cpu = DockerContainer.extend({
  'docker.cpu.total.norm.pct': Share,
  'docker.cpu.total.pct': Share,
  'docker.cpu.system.pct': Share,
});

export const cpu = metricset(Cpu, (fields, { host }, minute) => {
  const container = containerOf(fields, host);
  if (!container) return;
  isThere(container, minute);
  const { 'docker.cpu.total.pct': ofAllCores, 'docker.cpu.total.norm.pct': ofHost } = fields;
  // The host itself uses all of its cores, its idle time included: 400 % on four.
  const cores = Math.round((fields['docker.cpu.system.pct'] ?? 0) / 100);
  const ofCores = ofAllCores !== undefined && cores > 0 ? ofAllCores / cores : undefined;
  minute.gauges.mean('container.cpu.utilization', container, ofHost ?? ofCores);
});

const Memory = DockerContainer.extend({
  'docker.memory.usage.pct': Share,
  'docker.memory.usage.total': Amount,
});

export const memory = metricset(Memory, (fields, { host }, minute) => {
  const container = containerOf(fields, host);
  if (!container) return;
  isThere(container, minute);
  minute.gauges.mean('container.memory.utilization', container, fields['docker.memory.usage.pct']);
  minute.gauges.mean('container.memory.usage', container, fields['docker.memory.usage.total']);
});

const Network = DockerContainer.extend({
  'docker.network.interface': Text,
  'docker.network.inbound.bytes': Amount,
  'docker.network.outbound.bytes': Amount,
});

export const network = metricset(Network, (fields, { host }, minute) => {
  const container = containerOf(fields, host);
  if (!container) return;
  isThere(container, minute);
  const part = `${container.id}/${fields['docker.network.interface'] ?? ''}`;
  const { 'docker.network.inbound.bytes': received, 'docker.network.outbound.bytes': sent } = fields;
  const options = { longest: LONGEST_GAP };
  minute.counters.total('container.network.received', container, part, received, options);
  minute.counters.total('container.network.sent', container, part, sent, options);
});

const Healthcheck = DockerContainer.extend({
  'docker.healthcheck.status': Text,
  'docker.healthcheck.event.output': Text,
});

export const healthcheck = metricset(Healthcheck, (fields, { host, at }, minute) => {
  const container = containerOf(fields, host);
  const status = fields['docker.healthcheck.status'];
  if (!container || !status) return;
  isThere(container, minute);
  const isUnhealthy = status === 'unhealthy';
  if (isUnhealthy || status === 'healthy')
    minute.gauges.last('container.healthy', container, Number(!isUnhealthy));
  const key = shortKey('docker', container.id, 'health');
  const since = minute.troubles.note(key, isUnhealthy ? 'Unhealthy' : undefined, at);
  if (!since) return;
  const labels = { 'service.name': container.service };
  minute.problems.has('container.problems', container.id, 'Unhealthy', labels);
  // Where events are collected, Docker itself has said so a moment before.
  const saidAt = minute.memory.lives[container.id]?.unhealthyAt ?? 0;
  if (since.isNews && since.at - saidAt > SAID_BEFORE)
    tellUnhealthy(container, fields['docker.healthcheck.event.output'], since.at, minute);
});

import { z } from 'zod';
import { SECOND } from '../../../core/time.ts';
import { percent } from '../../points.ts';
import { Amount, Share, Text } from '../fields.ts';
import { metricset, type Part } from '../metricset.ts';
import { thingOf } from '../minute/gauges.ts';
import { isDisk } from '../settings.ts';

const Cpu = z.object({
  'system.cpu.total.norm.pct': Share,
  'system.cpu.total.pct': Share,
  'system.cpu.cores': Amount,
  'host.cpu.pct': Share,
  'host.cpu.usage': Share,
});

export const cpu = metricset(Cpu, (fields, { host }, { gauges }) => {
  if (!host) return;
  const { 'system.cpu.total.pct': ofAllCores, 'system.cpu.cores': cores } = fields;
  const ofCores = ofAllCores !== undefined && cores ? ofAllCores / cores : undefined;
  const ofHost = fields['host.cpu.usage'] ?? fields['host.cpu.pct'];
  const value = fields['system.cpu.total.norm.pct'] ?? ofCores ?? ofHost;
  gauges.mean('host.cpu.utilization', thingOf({ 'host.name': host }), value);
});

const Memory = z.object({ 'system.memory.actual.used.pct': Share });

/** Without what the kernel can have back. */
const memory = metricset(Memory, (fields, { host }, { gauges }) => {
  if (!host) return;
  const used = fields['system.memory.actual.used.pct'];
  gauges.mean('host.memory.utilization', thingOf({ 'host.name': host }), used);
});

const Filesystem = z.object({
  'system.filesystem.mount_point': Text,
  'system.filesystem.type': Text,
  'system.filesystem.total': Amount,
  'system.filesystem.used.bytes': Amount,
  'system.filesystem.used.pct': Share,
});
/** Images are full by nature. */
const IMAGES = ['squashfs', 'iso9660', 'erofs'];

const filesystem = metricset(Filesystem, (fields, { host }, { gauges, settings }) => {
  const mount = fields['system.filesystem.mount_point'];
  const { 'system.filesystem.total': total, 'system.filesystem.type': type = '' } = fields;
  if (!host || !mount || total === 0 || IMAGES.includes(type) || !isDisk(settings, mount)) return;
  const used = fields['system.filesystem.used.pct'] ?? percent(fields['system.filesystem.used.bytes'], total);
  gauges.last('host.disk.utilization', thingOf({ 'host.name': host, 'disk.mount': mount }), used);
});

const Uptime = z.object({ 'system.uptime.duration.ms': Amount });

const uptime = metricset(Uptime, (fields, { host }, { gauges }) => {
  const up = fields['system.uptime.duration.ms'];
  if (host && up !== undefined)
    gauges.last('host.uptime', thingOf({ 'host.name': host }), Math.round(up / SECOND));
});

export const system: Part = {
  name: 'system',
  title: 'hosts',
  metricsets: { cpu, memory, filesystem, uptime },
  atEnd: () => {},
};

import type { Clock, Instant } from '../../src/core/time.ts';
import { DAY } from '../../src/core/time.ts';
import { chance } from '../scenario/chance.ts';
import { type Character, heartbeatAt, measuresAt, type Role, rolloutAt } from './life.ts';
import { type FleetPlan, PLACES } from './plan.ts';
import type { Row } from './query.ts';

export interface SandboxDevice extends Character {
  id: number;
  name: string;
  fleet: Row;
  services: readonly { id: number; service_name: string }[];
  /** What a hand set, instead of what life brings. */
  set: Row;
}

/** Fleets and devices as the API holds them at this moment: rows with what they are linked to in them. */
export interface World {
  applications(): Row[];
  devices(): Row[];
  find(uuid: string): SandboxDevice | undefined;
  remove(uuid: string): void;
}

const ROLES: Readonly<Record<number, Role>> = { 3: 'leaves', 6: 'flaps', 8: 'reduced' };

export function createWorld(plans: readonly FleetPlan[], bornAt: Instant, clock: Clock): World {
  const fleets = plans.map((plan, number) => fleetOf(plan, 1_000 + number));
  const devices = new Map<string, SandboxDevice>();
  for (const [number, plan] of plans.entries())
    for (let index = 0; index < plan.devices; index++) {
      const device = deviceOf(plan, fleets[number] ?? {}, number * 100_000 + index + 1, index, bornAt);
      devices.set(device.uuid, device);
    }
  const releases = new Map(plans.map(({ slug, releases }) => [slug, releases.map(releaseOf)]));
  return {
    applications: () => fleets,
    devices: () =>
      [...devices.values()].map((device) =>
        rowOf(device, releases.get(String(device.fleet.slug)) ?? [], clock.now()),
      ),
    find: (uuid) => devices.get(uuid),
    remove: (uuid) => devices.delete(uuid),
  };
}

function fleetOf({ slug, services }: FleetPlan, id: number): Row {
  return {
    id,
    slug,
    app_name: slug.split('/').at(-1),
    is_archived: false,
    is_public: false,
    is_directly_accessible_by__user: [{ id: 1 }],
    service: services.map((service_name, index) => ({ id: id * 10 + index, service_name })),
  };
}

function deviceOf(plan: FleetPlan, fleet: Row, id: number, index: number, bornAt: Instant): SandboxDevice {
  const number = String(Math.floor(index / PLACES.length) + 1).padStart(2, '0');
  const name = `${fleet.app_name}-${PLACES[index % PLACES.length]}-${number}`;
  const uuid = chance('balena', plan.slug, index).hex(32);
  const services = fleet.service as SandboxDevice['services'];
  return { id, name, uuid, index, bornAt, fleet, services, role: ROLES[index] ?? 'well', set: {} };
}

function releaseOf(raw_version: string): Row {
  return { raw_version, commit: chance('release', raw_version).hex(32) };
}

function rowOf(device: SandboxDevice, [first, second]: Row[], now: Instant): Row {
  const { online, since } = heartbeatAt(device, now);
  const rollout = online ? rolloutAt(device, now) : Math.floor(rolloutAt(device, since));
  const vpn = online && device.role !== 'reduced';
  const updating = rollout > 0 && rollout < 1 && first?.commit !== second?.commit;
  return {
    id: device.id,
    uuid: device.uuid,
    device_name: device.name,
    created_at: iso(device.bornAt - 90 * DAY),
    is_active: true,
    is_online: vpn,
    api_heartbeat_state: online ? 'online' : 'offline',
    changed_api_heartbeat_state_on__date: iso(since),
    is_connected_to_vpn: vpn,
    last_vpn_event: iso(since),
    overall_status: statusOf(online, vpn, updating),
    overall_progress: updating ? Math.round(rollout * 100) : null,
    update_status: updating ? 'downloading' : 'done',
    status: 'Idle',
    os_version: 'balenaOS 6.5.9',
    is_undervolted: false,
    ...measuresAt(device, online ? now : since),
    is_running__release: [rollout < 1 ? first : second],
    belongs_to__application: [device.fleet],
    ...device.set,
  };
}

function statusOf(online: boolean, vpn: boolean, updating: boolean): string {
  if (!online) return 'disconnected';
  if (updating) return 'updating';
  return vpn ? 'operational' : 'reduced-functionality';
}

function iso(at: Instant): string {
  return new Date(at).toISOString();
}

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../core/log.ts';
import type { Clock } from '../core/time.ts';
import type { Store } from '../store/store.ts';
import { type Audit, openAudit } from './audit.ts';
import { type Call, openCalls } from './call.ts';
import { renderPng } from './charts/png.ts';
import { openDelivery, type SlackDelivery } from './delivery/delivery.ts';
import { openPacer } from './delivery/pacer.ts';
import { deliveries } from './delivery/record.ts';
import { type NativeCharts, openNativeCharts } from './native-charts.ts';
import { openPeople, type People } from './people.ts';
import { openRoles, type Roles } from './roles.ts';
import type { SlackSettings } from './settings.ts';

/** All that speaks to Slack; nothing is called before it is used. */
export interface Slack {
  call: Call;
  delivery: SlackDelivery;
  roles: Roles;
  people: People;
  charts: NativeCharts;
  audit: Audit;
}

export interface SlackOptions {
  settings: SlackSettings;
  /** The address of a Kibana that shows the same log lines. */
  kibana?: string | undefined;
  store: Store;
  clock: Clock;
  log: Log;
}

export function openSlack({ settings, kibana, store, clock, log }: SlackOptions): Slack {
  const call = openCalls(settings.botToken, settings, log);
  const charts = openNativeCharts(store.documents, clock);
  const delivery = openDelivery({
    call,
    charts,
    store,
    clock,
    log,
    renderPng,
    channel: settings.channel,
    kibana,
    deliveries: deliveries(store.documents),
    pacer: openPacer(store.documents, clock, sleep),
    nonce: randomUUID,
  });
  return {
    call,
    delivery,
    charts,
    roles: openRoles(settings.roles, call),
    people: openPeople(call),
    audit: openAudit(store.documents, randomUUID),
  };
}

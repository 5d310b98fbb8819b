import { levelOf } from '../level/level.ts';
import { pathOf } from '../route.ts';
import type { Leaf } from './flatten.ts';
import { type Fields, fieldsOf } from './format.ts';
import type { SlotName } from './names.ts';

const CODE = /^(?=[\w.:-]*[A-Za-z])[\w.:-]{2,64}$|^[A-Z\d]{5}$/;

/** What a value must look like to be taken for what its name says; otherwise it stays a label. */
const SHAPES: Partial<Record<SlotName, (value: Leaf) => boolean>> = {
  time: (value) => typeof value !== 'boolean',
  level: (value) => typeof value !== 'boolean' && levelOf(value) !== undefined,
  code: (value) => typeof value === 'string' && CODE.test(value),
  'client.ip': (value) => typeof value === 'string' && /^[\da-fA-F.:]{2,45}$/.test(value),
  'http.request.method': (value) => typeof value === 'string' && /^[A-Za-z]{3,10}$/.test(value),
  'http.response.status_code': (value) => /^[1-5]\d\d$/.test(String(value)),
  'url.path': (value) => typeof value === 'string' && pathOf(value) !== undefined,
  'process.pid': (value) => /^\d{1,10}$/.test(String(value)),
};

export function suits(slot: SlotName, value: Leaf): boolean {
  const shape = SHAPES[slot];
  return shape ? shape(value) : typeof value === 'string' && value !== '';
}

/** The fields of an event that the slots hold. */
export function fieldsOfSlots(
  held: (slot: SlotName) => Leaf | undefined,
  duration: number | undefined,
): Fields {
  const text = (slot: SlotName) => {
    const value = held(slot);
    return value === undefined ? undefined : String(value);
  };
  const number = (slot: SlotName) => {
    const value = held(slot);
    return value === undefined ? undefined : Number(value);
  };
  const url = text('url.path');
  return fieldsOf({
    'service.name': text('service.name'),
    'log.logger': text('log.logger'),
    'log.file.path': text('log.file.path'),
    'host.name': text('host.name'),
    'client.ip': text('client.ip'),
    'user.name': text('user.name'),
    'trace.id': text('trace.id'),
    'error.type': text('error.type'),
    'error.message': text('error.message'),
    'error.stack_trace': text('error.stack_trace'),
    'http.request.method': text('http.request.method')?.toUpperCase(),
    'http.response.status_code': number('http.response.status_code'),
    'url.path': url === undefined ? undefined : pathOf(url),
    'http.route': text('http.route'),
    'event.duration': duration,
    'container.id': text('container.id'),
    'kubernetes.namespace': text('kubernetes.namespace'),
    'kubernetes.pod.name': text('kubernetes.pod.name'),
    'process.pid': number('process.pid'),
    'cloud.region': text('cloud.region'),
    'cloud.account.id': text('cloud.account.id'),
  });
}

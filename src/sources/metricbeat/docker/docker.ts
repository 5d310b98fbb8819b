import type { Part } from '../metricset.ts';
import { event } from './event.ts';
import { problemsOfLives } from './lives.ts';
import { cpu, healthcheck, memory, network, state } from './metricsets.ts';

export const docker: Part = {
  name: 'docker',
  title: 'containers of Docker',
  metricsets: { container: state, cpu, memory, network, healthcheck, event },
  atEnd: problemsOfLives,
};

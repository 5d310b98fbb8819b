import type { Log } from '../../src/core/log.ts';
import type { Clock } from '../../src/core/time.ts';
import type { Manifest } from './manifest.ts';
import type { Settings } from './settings.ts';

export interface SlackOptions {
  /** 0, the default, takes a free one. */
  port?: number;
  /** Where credentials, messages and files are kept. */
  folder: string;
  clock: Clock;
  log: Log;
  /** What is installed; by default what `slack-manifest.yaml` says. */
  manifest?: Manifest;
  /** How the workspace behaves at first. */
  settings?: Partial<Settings>;
}

import type { z } from 'zod';
import type { SlackContext } from '../context.ts';
import { installedApp } from '../page-server/installed-app.ts';
import type { SettingsRequest } from './requests.ts';

/** Changes how the workspace behaves; answers all settings. */
export function changeSettings(context: SlackContext, request: z.infer<typeof SettingsRequest>): object {
  const { settings, sockets, feed } = context;
  const { native_charts, rate_limits, request_url, disconnect } = request;
  settings.nativeCharts = native_charts ?? settings.nativeCharts;
  settings.rateLimits = rate_limits ?? settings.rateLimits;
  if (request_url !== undefined) settings.requestUrl = request_url;
  if (disconnect) sockets.disconnect(disconnect);
  feed.tell({ type: 'app_changed', app: installedApp(context) });
  return {
    ok: true,
    native_charts: settings.nativeCharts,
    rate_limits: settings.rateLimits,
    request_url: settings.requestUrl,
    connections: sockets.count(),
  };
}

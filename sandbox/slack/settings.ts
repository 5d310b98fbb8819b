/** How the workspace behaves; may change while it runs (`act/settings`). */
export interface Settings {
  /** False: `data_visualization` is refused with `invalid_blocks`. */
  nativeCharts: boolean;
  rateLimits: boolean;
  /** Commands, interactions and events are posted there, signed; null: Socket Mode. */
  requestUrl: string | null;
}

export const DEFAULT_SETTINGS: Settings = { nativeCharts: true, rateLimits: true, requestUrl: null };

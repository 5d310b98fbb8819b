/** A fleet to be: everything else about its devices comes from chance, the same on every machine. */
export interface FleetPlan {
  slug: string;
  devices: number;
  /** A fleet without services writes no log lines by itself. */
  services: readonly string[];
  /** What all run at first, and what they are updated to a while later. */
  releases: readonly [string, string];
}

export const FLEETS: readonly FleetPlan[] = [
  {
    slug: 'shop/kiosk',
    devices: 30,
    services: ['kiosk-ui', 'payments-agent'],
    releases: ['3.8.2', '3.9.0'],
  },
  { slug: 'shop/gate', devices: 12, services: ['turnstile'], releases: ['1.14.1', '1.15.0'] },
];

export const PLACES = ['berlin', 'hamburg', 'koeln', 'leipzig', 'muenchen', 'stuttgart'] as const;

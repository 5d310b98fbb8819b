/** What people type, and what it means on Tuesday 2026-11-24 at 15:30 in Berlin. */
export const COMMANDS: readonly (readonly [string, string])[] = [
  ['mute api for 2h', '! mute target=api durationSeconds=7200'],
  ['mute API-4F2A for 2h because deploy', '! mute target=API-4F2A durationSeconds=7200 reason=deploy'],
  ['mute API-4F2A 30m', '! mute target=API-4F2A durationSeconds=1800'],
  ['mute api until tomorrow 9am', '! mute target=api durationSeconds=63000'],
  ['mute alert A-1f3c forever because known noise', '! mute target=A-1f3c forever=true reason=known noise'],
  ['mute for 2h api', '! mute target=api durationSeconds=7200'],
  ['please mute payments for the next 3 hours', '! mute target=payments durationSeconds=10800'],
  [
    'can you mute web for an hour because of maintenance?',
    '! mute target=web durationSeconds=3600 reason=maintenance',
  ],
  ['mute db-1 for 1d', '! mute target=db-1 durationSeconds=86400'],
  ['mute billing worker 2h', '! mute target=billing-worker durationSeconds=7200'],
  [
    'mute API-4F2A for 2h, reason: release 1.2',
    '! mute target=API-4F2A durationSeconds=7200 reason=release 1.2',
  ],
  [
    'mute checkout until 18:00 because deploying v2',
    '! mute target=checkout durationSeconds=9000 reason=deploying v2',
  ],
  ['mute checkout till monday', '! mute target=checkout durationSeconds=462600'],
  ['mute code API-4F2A for 90 minutes', '! mute target=API-4F2A durationSeconds=5400'],
  ['mute api', '! mute target=api'],
  ['snooze #12 for 15m', '! mute target=12 durationSeconds=900'],
  [
    'silence checkout for half an hour because of the migration',
    '! mute target=checkout durationSeconds=1800 reason=the migration',
  ],
  ['unmute #12', '! unmute target=12'],
  ['unsilence checkout', '! unmute target=checkout'],
  ['ack alert 12 please', '! ack id=12'],
  ['acknowledge A-1f3c', '! ack id=A-1f3c'],
  ['i ack 12', '! ack id=12'],
  ['resolve 12 because fixed', '! resolve id=12 reason=fixed'],
  ['close 12', '! resolve id=12'],
  ['ticket 12', '! ticket alertId=12'],
  ['create a jira ticket for alert 12', '! ticket alertId=12'],
  ['open a ticket', '! ticket'],
  [
    'new ticket for alert A-1f3c because customers complain',
    '! ticket alertId=A-1f3c reason=customers complain',
  ],
  ['audit', '! audit when=23 15:30 - 24 15:30'],
  ['audit log last 24h', '! audit when=23 15:30 - 24 15:30'],
  ['show me the audit of yesterday', '! audit when=23 00:00 - 24 00:00'],
  ['who did what this week', '! audit when=23 00:00 - 24 15:30'],
  ['alert when errors > 10', '! alert subject=errors op=> threshold=10 windowSeconds=300'],
  [
    'alert me when errors in checkout exceed 20 in 10 minutes',
    '! alert subject=errors services=["checkout"] op=> threshold=20 windowSeconds=600',
  ],
  [
    'alert if errors web >= 5 in 1m',
    '! alert subject=errors services=["web"] op=>= threshold=5 windowSeconds=60',
  ],
  [
    'alert me if p95 latency of checkout exceeds 800ms for 10 minutes',
    '! alert subject=latency services=["checkout"] aggregate=p95 op=> threshold=800 unit=ms windowSeconds=600',
  ],
  [
    'alert when latency api > 500ms',
    '! alert subject=latency services=["api"] op=> threshold=500 unit=ms windowSeconds=300',
  ],
  [
    'alert when p99 latency web above 2s for 5m',
    '! alert subject=latency services=["web"] aggregate=p99 op=> threshold=2000 unit=ms windowSeconds=300',
  ],
  [
    'notify us when more than 50 errors in api within 5 minutes',
    '! alert subject=errors services=["api"] op=> threshold=50 windowSeconds=300',
  ],
  [
    'warn me when requests on web drop below 100 in 10m',
    '! alert subject=requests services=["web"] op=< threshold=100 windowSeconds=600',
  ],
  [
    'ping us when no requests from web for 15 minutes',
    '! alert subject=requests services=["web"] op=< threshold=1 windowSeconds=900',
  ],
  [
    'let me know if checkout has more than 10 timeouts in 5m',
    '! alert subject=errors services=["checkout"] filters={"text":["timeout"]} op=> threshold=10 windowSeconds=300',
  ],
  [
    'let me know when errors api go above 100 per hour',
    '! alert subject=errors services=["api"] op=> threshold=100 windowSeconds=3600',
  ],
  [
    'page me when errors api > 50 per minute',
    '! alert subject=errors services=["api"] op=> threshold=50 windowSeconds=60',
  ],
  [
    'alert when the error rate of web is over 5 percent in 10m',
    '! alert subject=failures services=["web"] op=> threshold=5 unit=% windowSeconds=600',
  ],
  [
    'alert when failures web > 5% in 10m',
    '! alert subject=failures services=["web"] op=> threshold=5 unit=% windowSeconds=600',
  ],
  [
    'alert when errors containing "card declined" > 5 in 1h',
    '! alert subject=errors filters={"text":["card declined"]} op=> threshold=5 windowSeconds=3600',
  ],
  [
    'alert when errors api &gt; 50 in 5m',
    '! alert subject=errors services=["api"] op=> threshold=50 windowSeconds=300',
  ],
  [
    'alert when devices offline > 5',
    '! alert subject=devices filters={"status":["offline"]} op=> threshold=5 windowSeconds=300',
  ],
  [
    'alert errors api > 50 in 5m',
    '! alert subject=errors services=["api"] op=> threshold=50 windowSeconds=300',
  ],
  [
    'add a rule: errors api > 50 in 5m',
    '! alert subject=errors services=["api"] op=> threshold=50 windowSeconds=300',
  ],
];

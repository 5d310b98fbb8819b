import { type Entry, entry, filter, perhaps, RANK, subject, TREND } from './entry.ts';

/** What there is to ask about. */
export const SUBJECT_ENTRIES: readonly Entry[] = [
  entry('errors|error|exceptions|exception|error count', subject('errors')),
  entry('warnings|warning|warns', subject('warnings')),
  entry(
    'logs|log|log lines|log line|lines|log events|log entries|log messages|logging|messages',
    subject('logs'),
  ),
  entry(
    'error logs|error log|error lines|error messages|error log lines',
    subject('logs'),
    filter('level', 'error'),
  ),
  entry('warning logs|warn logs|warning messages|warn lines', subject('logs'), filter('level', 'warn')),
  entry('in the logs|in the log|in logs', perhaps('logs')),
  entry(
    'latency|latencies|response time|response times|duration|durations|request duration|request latency',
    subject('latency'),
  ),
  entry(
    'latency of requests|how long do requests take|how long requests take|how long do requests|response latency',
    subject('latency'),
  ),
  entry('slow|fast|slowness|how slow|how fast|how long', perhaps('latency')),
  entry('slower|faster', perhaps('latency'), TREND),
  entry('slowest|fastest', perhaps('latency'), RANK),
  entry(
    'slowest endpoints|slowest endpoint|slow endpoints|slowest routes|slow routes',
    subject('latency'),
    { is: 'group', group: 'endpoint' },
    RANK,
  ),
  entry(
    'slowest requests|slow requests|slowest calls',
    subject('latency'),
    { is: 'group', group: 'endpoint' },
    RANK,
  ),
  entry(
    'requests|request|traffic|throughput|hits|calls|http requests|responses|response|request count',
    subject('requests'),
  ),
  entry('requests per second|rps|requests per minute|rpm|request rate|requests rate', subject('requests'), {
    is: 'aggregate',
    aggregate: 'rate',
  }),
  entry('busiest', perhaps('requests'), RANK),
  entry('busy|how busy', perhaps('requests')),
  entry(
    'failures|failure|failed requests|failing requests|failed calls|failure rate|failures rate|error rate|errors rate|error ratio|error percentage|request failures|failed request|failing|fail|fails|failed',
    subject('failures'),
  ),
  entry(
    'clicks|click|user clicks|clicked|people clicked|users clicked|users click|user interactions',
    subject('clicks'),
  ),
  entry(
    'page load|page loads|page load time|page load times|page views|web vitals|core web vitals',
    subject('pages'),
  ),
  entry(
    'database connections|connections of databases|free storage of databases|free memory of databases',
    subject('databases'),
  ),
  entry(
    'queue depth|queue length|queue size|queue backlog|backlog|queued messages|waiting messages|messages waiting|messages wait|oldest message|messages in queues|messages of queues|messages in queue',
    subject('queues'),
  ),
  entry(
    'invocations|function invocations|failed invocations|throttled invocations|throttles|function errors|errors of functions|lambda errors',
    subject('functions'),
  ),
  entry('cpu|cpu usage|cpu load|cpu utilization|processor', subject('cpu')),
  entry('memory|mem|ram|memory usage|memory use|memory utilization', subject('memory')),
  entry('disk|disks|disk usage|disk space|storage', subject('disk')),
  entry('alerts|alert|incidents|incident|alarms', subject('alerts')),
  entry(
    'burning|burns|break|breaks|breaking|going on|on fire|broken|broke|wrong|going wrong|went wrong|anything wrong|firing|ok|okay|healthy|doing|trouble|red|alive|status of|state of',
    perhaps('alerts'),
  ),
  entry(
    'tickets opened|tickets did we open|opened tickets|tickets were opened|tickets we opened|new tickets|tickets|ticket|jira tickets|jira issues|issues|jira',
    subject('tickets'),
  ),
  entry(
    'health|health of the system|health of sysmon|status of sysmon|sysmon status|sysmon health|system health|is sysmon healthy|is sysmon ok|are you ok|are you healthy|are you alive|sources|lag',
    subject('health'),
  ),
  entry('mutes|muted|mute list|active mutes|silenced|snoozed', subject('mutes')),
  entry('muted alerts', subject('alerts'), filter('status', 'muted')),
  entry('oncall|on call|on-call|on duty', subject('oncall')),
  entry(
    'help|usage|commands|what can i ask|what can i ask you|what can you do|how does this work|how do you work',
    subject('help'),
  ),
];

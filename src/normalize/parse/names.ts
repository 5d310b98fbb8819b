/** What a record's key fills: a field of the event, or one of the four things beside them. */
const SLOTS = {
  time: '@timestamp time timestamp ts @t date datetime asctime timeunixnano',
  level: 'log.level level severity lvl loglevel log_level levelname @l severitytext severity_text priority',
  message: 'message msg @m event short_message body log @mt @message record.message',
  code: 'error.code err.code event.code errorcode error_code code sqlstate err.sqlstate',
  'service.name':
    'service.name service app application servicename service_name appname app_name @fields.service @fields.app resource.service.name',
  'log.logger':
    'log.logger logger loggername logger_name @fields.logger sourcecontext name module category component',
  'host.name': 'host.name hostname host @fields.hostname',
  'client.ip': 'client.ip remote_addr remoteaddress req.remoteaddress client_ip clientip source.ip ip',
  'user.name': 'user.name username user_name user',
  'trace.id': 'trace.id trace_id traceid dd.trace_id xraytraceid',
  'error.type':
    'error.type err.type error.name err.name error.kind errortype error_type exception.type exception.class exception.exception_class exc_type',
  'error.message':
    'error.message err.message errormessage error_message exception.message exception.exception_message error err',
  'error.stack_trace':
    'error.stack_trace error.stack err.stack stack stacktrace stack_trace exception.stacktrace exception exc_info exc_text @x traceback',
  'http.request.method': 'http.request.method req.method request.method http.method method request_method',
  'http.response.status_code':
    'http.response.status_code res.statuscode response.statuscode http.status_code http.status status_code statuscode status',
  'url.path': 'url.path req.url request.url http.target http.path url.original url path uri request_uri',
  'http.route': 'http.route req.route.path route',
  'container.id': 'container.id container_id docker.container_id',
  'kubernetes.namespace': 'kubernetes.namespace kubernetes.namespace_name k8s.namespace.name',
  'kubernetes.pod.name': 'kubernetes.pod.name kubernetes.pod_name k8s.pod.name',
  'process.pid': 'process.pid pid process_id',
  'cloud.region': 'cloud.region aws.region',
  'cloud.account.id': 'cloud.account.id',
  'log.file.path': 'log.file.path log.origin.file.name',
} as const;

export type SlotName = keyof typeof SLOTS;

/** Keys that hold a duration, and nanoseconds of their unit. A bare `duration` may be anything, and counts only with a unit. */
export const DURATIONS: ReadonlyMap<string, number> = new Map([
  ['event.duration', 1],
  ['duration_ns', 1],
  ['duration_us', 1e3],
  ...[
    'responsetime',
    'response_time_ms',
    'duration_ms',
    'durationms',
    'latency_ms',
    'elapsed_ms',
    'record.metrics.durationms',
  ].map((name) => [name, 1e6] as const),
  ['request_time', 1e9],
  ['duration_s', 1e9],
  ...['duration', 'latency', 'elapsed', 'took', 'response_time', 'responsetime_text'].map(
    (name) => [name, 0] as const,
  ),
]);

export interface Place {
  slot: SlotName;
  /** 0 is the best name for it: where two keys claim one slot the lower rank has it. */
  rank: number;
}

/** Every key in lower case with what it fills. */
export const PLACES: ReadonlyMap<string, Place> = new Map(
  (Object.keys(SLOTS) as SlotName[]).flatMap((slot) =>
    SLOTS[slot].split(' ').map((name, rank) => [name, { slot, rank }] as const),
  ),
);

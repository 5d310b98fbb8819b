import type { MetricName } from '../../core/metrics.ts';
import type { Labels } from '../../core/series.ts';

/** What becomes of one metric of AWS, for each thing that has it. */
export interface Row {
  namespace: string;
  /** The dimensions that it has, all of them and no others: AWS offers the same figure by Availability Zone, by version and so on as well. */
  dimensions: readonly string[];
  /** The dimension that says whose it is, the label it becomes, and how a name is made of it if it is none. */
  whose: { dimension: string; label: 'service.name' | 'host.name'; name?: (value: string) => string };
  metric: string;
  stat: 'Average' | 'Maximum' | 'Sum' | 'p95';
  becomes: MetricName;
  labels?: Labels;
  /** Ours is so many times theirs; 1 if not given. */
  times?: number;
}

const NANOSECONDS_A_SECOND = 1e9;
const NANOSECONDS_A_MILLISECOND = 1e6;

const service = (namespace: string, dimension: string) =>
  ({ namespace, dimensions: [dimension], whose: { dimension, label: 'service.name' } }) as const;

const EC2 = {
  namespace: 'AWS/EC2',
  dimensions: ['InstanceId'],
  whose: { dimension: 'InstanceId', label: 'host.name' },
} as const;
const RDS = service('AWS/RDS', 'DBInstanceIdentifier');
const LAMBDA = service('AWS/Lambda', 'FunctionName');
const SQS = service('AWS/SQS', 'QueueName');
const ECS = { ...service('AWS/ECS', 'ServiceName'), dimensions: ['ClusterName', 'ServiceName'] } as const;
const ALB = {
  namespace: 'AWS/ApplicationELB',
  dimensions: ['LoadBalancer'],
  whose: { dimension: 'LoadBalancer', label: 'service.name', name: loadBalancerName },
} as const;

/** `RequestCount` is the sum of its classes, and is not asked for: it would count every request twice. */
const requests = (metric: string, status: string) =>
  ({
    ...ALB,
    metric,
    stat: 'Sum',
    becomes: 'http.requests',
    labels: { 'http.route': '(all)', 'http.response.status_class': status },
  }) as const;

/** Every metric of AWS that is read. Two that become one series are put together. */
export const CATALOG: readonly Row[] = [
  { ...EC2, metric: 'CPUUtilization', stat: 'Average', becomes: 'host.cpu.utilization' },
  {
    ...EC2,
    metric: 'StatusCheckFailed',
    stat: 'Maximum',
    becomes: 'host.problems',
    labels: { 'error.type': 'StatusCheckFailed' },
  },
  { ...RDS, metric: 'CPUUtilization', stat: 'Average', becomes: 'database.cpu.utilization' },
  { ...RDS, metric: 'DatabaseConnections', stat: 'Average', becomes: 'database.connections' },
  { ...RDS, metric: 'FreeableMemory', stat: 'Average', becomes: 'database.memory.free' },
  { ...RDS, metric: 'FreeStorageSpace', stat: 'Average', becomes: 'database.storage.free' },
  requests('HTTPCode_Target_2XX_Count', '2xx'),
  requests('HTTPCode_Target_3XX_Count', '3xx'),
  requests('HTTPCode_Target_4XX_Count', '4xx'),
  requests('HTTPCode_Target_5XX_Count', '5xx'),
  requests('HTTPCode_ELB_5XX_Count', '5xx'),
  {
    ...ALB,
    metric: 'TargetResponseTime',
    stat: 'p95',
    becomes: 'load_balancer.latency.p95',
    times: NANOSECONDS_A_SECOND,
  },
  { ...LAMBDA, metric: 'Invocations', stat: 'Sum', becomes: 'function.invocations' },
  { ...LAMBDA, metric: 'Errors', stat: 'Sum', becomes: 'function.errors' },
  { ...LAMBDA, metric: 'Throttles', stat: 'Sum', becomes: 'function.throttles' },
  {
    ...LAMBDA,
    metric: 'Duration',
    stat: 'p95',
    becomes: 'function.duration.p95',
    times: NANOSECONDS_A_MILLISECOND,
  },
  { ...SQS, metric: 'ApproximateNumberOfMessagesVisible', stat: 'Average', becomes: 'queue.messages' },
  { ...SQS, metric: 'ApproximateAgeOfOldestMessage', stat: 'Maximum', becomes: 'queue.oldest_message_age' },
  { ...ECS, metric: 'CPUUtilization', stat: 'Average', becomes: 'container.cpu.utilization' },
  { ...ECS, metric: 'MemoryUtilization', stat: 'Average', becomes: 'container.memory.utilization' },
];

export const NAMESPACES: readonly string[] = [...new Set(CATALOG.map(({ namespace }) => namespace))];

/** `app/shop/50dc6c495c0c9188` is `shop`. */
function loadBalancerName(value: string): string {
  return value.split('/')[1] || value;
}

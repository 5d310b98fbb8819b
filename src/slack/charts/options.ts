import type { EChartsCoreOption } from 'echarts/core';
import type { Chart } from '../../core/chart.ts';
import { DAY, HOUR } from '../../core/time.ts';
import { inZone } from './native.ts';
import { humanize } from './units.ts';

/** Readable for the color-blind (Okabe, Ito), and on the white card in Slack's dark theme too. */
const COLORS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#56b4e9', '#e69f00'];
const INK = '#1d1c1d';
const GRAY = '#616061';
const LINE = '#e8e8e8';
const BAND = '#0072b2';
const MARK = '#e01e5a';
const FONT = 'Inter';

/** The whole picture as ECharts options: every point, the expected band, marked moments, times in the asker's zone. */
export function chartOptions(chart: Chart): EChartsCoreOption {
  return {
    animation: false,
    backgroundColor: '#ffffff',
    color: COLORS,
    textStyle: { fontFamily: FONT, color: INK },
    title: {
      text: chart.title,
      subtext: subtitle(chart),
      left: 20,
      top: 14,
      textStyle: {
        fontFamily: FONT,
        fontSize: 17,
        fontWeight: 600,
        color: INK,
        width: 700,
        overflow: 'truncate',
      },
      subtextStyle: { fontFamily: FONT, fontSize: 12, color: GRAY },
    },
    legend: legend(chart),
    grid: { left: 20, right: 28, top: 84, bottom: 20, outerBoundsMode: 'same' },
    xAxis: timeAxis(chart),
    yAxis: valueAxis(chart),
    series: [...chart.series.map((_, index) => lineSeries(chart, index)), ...bandSeries(chart)],
  };
}

function subtitle({ window, timezone }: Chart): string {
  const from = inZone(window.from, timezone, 'EEE d MMM HH:mm');
  return `${from} to ${inZone(window.to, timezone, 'EEE d MMM HH:mm')}, ${timezone}`;
}

function legend({ series, band }: Chart): object {
  const names = [...series.map(({ name }) => name), ...(band?.length ? ['expected'] : [])];
  if (names.length < 2) return { show: false };
  const textStyle = { fontFamily: FONT, color: GRAY, fontSize: 12, width: 160, overflow: 'truncate' };
  return {
    data: names,
    right: 24,
    top: 38,
    icon: 'roundRect',
    itemWidth: 14,
    itemHeight: 4,
    itemGap: 18,
    textStyle,
  };
}

function timeAxis({ window, timezone }: Chart): object {
  const pattern = window.to - window.from > 2 * DAY ? 'd MMM' : 'HH:mm';
  const long = window.to - window.from > 20 * HOUR && pattern === 'HH:mm';
  const label = (at: number) =>
    inZone(at, timezone, long && isMidnight(at, timezone) ? 'EEE d MMM' : pattern);
  return {
    type: 'time',
    min: window.from,
    max: window.to,
    axisLine: { lineStyle: { color: '#bbbbbb' } },
    axisTick: { show: true, lineStyle: { color: '#bbbbbb' } },
    splitLine: { show: false },
    axisLabel: { formatter: label, fontFamily: FONT, color: GRAY, fontSize: 12, hideOverlap: true },
  };
}

function isMidnight(at: number, timezone: string): boolean {
  return inZone(at, timezone, 'HH:mm') === '00:00';
}

function valueAxis({ unit, kind }: Chart): object {
  return {
    type: 'value',
    min: unit === 'Cel' && kind === 'line' ? undefined : 0,
    splitNumber: 4,
    splitLine: { lineStyle: { color: LINE } },
    axisLabel: {
      formatter: (value: number) => (value === 0 ? '0' : humanize(value, unit)),
      fontFamily: FONT,
      color: GRAY,
      fontSize: 12,
    },
  };
}

function lineSeries(chart: Chart, index: number): object {
  const { name, points } = chart.series[index] ?? { name: '', points: [] };
  const alone = chart.series.length === 1 && !chart.band?.length;
  return {
    name,
    type: chart.kind,
    data: points.map(({ at, value }) => [at, value]),
    showSymbol: points.length < 3,
    z: 3,
    lineStyle: { width: 2 },
    barMaxWidth: 18,
    ...(alone && chart.kind === 'line' ? { areaStyle: { opacity: 0.1 } } : {}),
    ...(index === 0 ? { markLine: marks(chart) } : {}),
  };
}

/** Two stacked areas: one invisible up to the lower edge, one shaded from there to the upper. */
function bandSeries({ band }: Chart): object[] {
  if (!band?.length) return [];
  const edge = { type: 'line', stack: 'band', symbol: 'none', silent: true, lineStyle: { opacity: 0 }, z: 1 };
  return [
    { ...edge, data: band.map(({ at, low }) => [at, low]) },
    {
      ...edge,
      name: 'expected',
      data: band.map(({ at, low, high }) => [at, high - low]),
      itemStyle: { color: BAND, opacity: 0.25 },
      areaStyle: { color: BAND, opacity: 0.14 },
    },
  ];
}

function marks({ marks }: Chart): object {
  return {
    symbol: 'none',
    silent: true,
    lineStyle: { color: MARK, width: 1.5, type: 'dashed' },
    label: { fontFamily: FONT, color: MARK, fontSize: 12, position: 'end', formatter: '{b}' },
    data: (marks ?? []).map(({ at, label }) => ({ xAxis: at, name: label })),
  };
}

import { fileURLToPath } from 'node:url';
import { parentPort } from 'node:worker_threads';
import { Resvg } from '@resvg/resvg-js';
import { init } from 'echarts/dist/echarts.esm.min.mjs';
import type { Chart } from '../../core/chart.ts';
import { chartOptions } from './options.ts';

/** The thread that draws: ECharts to SVG to PNG takes a quarter of a second, which the event loop does not have. */

const WIDTH = 860;
const HEIGHT = 400;
/** Two pixels for one, for sharp text. */
const ZOOM = 2;
const FONTS = [
  import.meta.resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'),
  import.meta.resolve('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf'),
].map((url) => fileURLToPath(url));

function render(chart: Chart): Uint8Array {
  const canvas = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: HEIGHT });
  canvas.setOption(chartOptions(chart));
  const svg = canvas.renderToSVGString();
  canvas.dispose();
  const font = { fontFiles: FONTS, loadSystemFonts: false, defaultFontFamily: 'Inter' };
  return new Resvg(svg, { font, fitTo: { mode: 'zoom', value: ZOOM } }).render().asPng();
}

parentPort?.on('message', (chart: Chart) => {
  try {
    parentPort?.postMessage({ png: render(chart) });
  } catch (error) {
    parentPort?.postMessage({ problem: String(error) });
  }
});

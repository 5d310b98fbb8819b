/** ECharts in one file: it loads in 65 ms, where its 500 modules take 600. */
declare module 'echarts/dist/echarts.esm.min.mjs' {
  export { init } from 'echarts';
}

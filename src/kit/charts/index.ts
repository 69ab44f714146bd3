export { type Bar, type BarChart, barChart } from './bar-chart.ts';
export { formatNumber } from './format-number.ts';
export { type Heatmap, heatmap } from './heatmap.ts';
export { type Histogram, histogram } from './histogram.ts';
export { type LineChart, lineChart, type Series } from './line-chart.ts';
export { type Align, type Table, table } from './table.ts';

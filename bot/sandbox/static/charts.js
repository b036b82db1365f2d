// The `data_visualization` block: pie, bar, line and area, drawn as SVG, with the same numbers as a table for screen readers.

import { fill, h, s } from "./dom.js";

const HEIGHT = 240;
const LEFT = 46;
const BOTTOM = 34;
const TOP = 12;
const RIGHT = 10;

const series = (at) => `var(--chart-${(at % 6) + 1})`;
const words = (value) => new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 }).format(value);
const short = (value) => new Intl.NumberFormat("en-US", { notation: Math.abs(value) >= 10000 ? "compact" : "standard", maximumFractionDigits: 2 }).format(value);

export function renderChart(block) {
  const { chart } = block;
  const isPie = chart.type === "pie";
  const legend = isPie ? chart.segments.map((segment) => segment.label) : chart.series.map((item) => item.name);
  return h("figure", { class: `chart chart-${chart.type}` },
    h("figcaption", {}, block.title),
    isPie ? pie(chart) : axes(chart),
    (isPie || legend.length > 1) && h("ul", { class: "legend", "aria-hidden": "true" }, legend.map((name, at) => h("li", {}, h("span", { class: "swatch", style: { background: series(at) } }), name, isPie && h("span", { class: "note" }, ` ${words(chart.segments[at].value)}`)))),
    isPie ? numbers(["", ""], chart.segments.map((segment) => [segment.label, segment.value]), block.title) : numbers(["", ...legend], chart.axis_config.categories.map((category) => [category, ...chart.series.map((item) => valueAt(item, category))]), block.title));
}

function numbers(head, rows, title) {
  return h("div", { class: "sr-only" }, h("table", {}, h("caption", {}, title), h("tbody", {},
    h("tr", {}, head.map((name) => h("th", { scope: "col" }, name || "Label"))),
    rows.map(([first, ...rest]) => h("tr", {}, h("th", { scope: "row" }, first), rest.map((value) => h("td", {}, words(value))))))));
}

const canvas = (width, height, ...parts) => s("svg", { viewBox: `0 0 ${width} ${height}`, class: "chart-canvas", "aria-hidden": "true" }, ...parts);

function pie(chart) {
  const total = chart.segments.reduce((sum, segment) => sum + segment.value, 0);
  let from = 0;
  const point = (share, radius) => [110 + radius * Math.sin(2 * Math.PI * share), 110 - radius * Math.cos(2 * Math.PI * share)];
  const parts = chart.segments.map((segment, at) => {
    const share = segment.value / total;
    const to = from + share;
    const [x1, y1] = point(from, 100);
    const [x2, y2] = point(to, 100);
    const middle = point((from + to) / 2, 66);
    const path = share > 0.9999 ? s("circle", { cx: 110, cy: 110, r: 100, fill: series(at) })
      : s("path", { d: `M110 110L${x1} ${y1}A100 100 0 ${share > 0.5 ? 1 : 0} 1 ${x2} ${y2}Z`, fill: series(at), class: "slice" });
    from = to;
    return [path, tip(path, `${segment.label}: ${words(segment.value)}`), share > 0.06 && s("text", { x: middle[0], y: middle[1] + 4, "text-anchor": "middle", class: "slice-label" }, `${Math.round(share * 100)}%`)];
  });
  return canvas(220, 220, parts);
}

function tip(node, text) {
  node.append(s("title", {}, text));
  return null;
}

const valueAt = (item, category) => item.data.find((point) => point.label === category)?.value ?? 0;

/** Drawn for the room that there is, and again when that changes, so that its words keep their size. */
function axes(chart) {
  const room = h("div", { class: "chart-room" });
  new ResizeObserver(() => room.clientWidth && fill(room, plot(chart, room.clientWidth))).observe(room);
  return room;
}

function plot(chart, width) {
  const { categories, x_label: xLabel, y_label: yLabel } = chart.axis_config;
  const values = chart.series.flatMap((item) => item.data.map((point) => point.value));
  const ticks = scale(Math.min(0, ...values), Math.max(0, ...values));
  const [low, high] = [ticks[0], ticks.at(-1)];
  const bottom = HEIGHT - BOTTOM - (xLabel ? 14 : 0);
  const left = LEFT + (yLabel ? 14 : 0);
  const y = (value) => bottom - ((value - low) / (high - low || 1)) * (bottom - TOP);
  const step = (width - left - RIGHT) / categories.length;
  const x = (at) => left + step * (at + 0.5);
  const widest = 12 + 6 * Math.max(...categories.map((name) => Math.min(name.length, 11)));
  const every = Math.ceil(categories.length / Math.max(1, Math.floor((width - left - RIGHT) / widest)));
  return canvas(width, HEIGHT,
    ticks.map((tick) => [s("line", { x1: left, x2: width - RIGHT, y1: y(tick), y2: y(tick), class: tick === 0 ? "axis" : "grid" }), s("text", { x: left - 6, y: y(tick) + 4, "text-anchor": "end" }, short(tick))]),
    categories.map((name, at) => at % every === 0 && s("text", { x: x(at), y: bottom + 16, "text-anchor": "middle" }, name.length > 11 ? `${name.slice(0, 10)}…` : name)),
    chart.series.map((item, at) => SHAPES[chart.type]({ item, at, count: chart.series.length, categories, x, y, step })),
    xLabel && s("text", { x: (left + width) / 2, y: HEIGHT - 4, "text-anchor": "middle", class: "axis-label" }, xLabel),
    yLabel && s("text", { x: 0, y: 0, "text-anchor": "middle", class: "axis-label", transform: `translate(11 ${(TOP + bottom) / 2}) rotate(-90)` }, yLabel));
}

const SHAPES = {
  bar: ({ item, at, count, categories, x, y, step }) => {
    const width = Math.min(34, (step * 0.72) / count);
    return categories.map((category, index) => {
      const value = valueAt(item, category);
      const bar = s("rect", { x: x(index) - (width * count) / 2 + width * at, y: Math.min(y(value), y(0)), width: Math.max(1, width - 2), height: Math.max(1, Math.abs(y(value) - y(0))), rx: 2, fill: series(at) });
      tip(bar, `${item.name}, ${category}: ${words(value)}`);
      return bar;
    });
  },
  line: (parts) => curve(parts, false),
  area: (parts) => curve(parts, true),
};

function curve({ item, at, categories, x, y }, filled) {
  const points = categories.map((category, index) => [x(index), y(valueAt(item, category))]);
  const path = points.map(([px, py], index) => `${index ? "L" : "M"}${px} ${py}`).join("");
  return [
    filled && s("path", { d: `${path}L${points.at(-1)[0]} ${y(0)}L${points[0][0]} ${y(0)}Z`, fill: series(at), "fill-opacity": 0.28 }),
    s("path", { d: path, fill: "none", stroke: series(at), "stroke-width": 2.5, "stroke-linejoin": "round", "stroke-linecap": "round" }),
    points.map(([px, py], index) => {
      const dot = s("circle", { cx: px, cy: py, r: 3, fill: series(at) });
      tip(dot, `${item.name}, ${categories[index]}: ${words(valueAt(item, categories[index]))}`);
      return dot;
    }),
  ];
}

/** Round numbers from at or below `low` to at or above `high`. */
function scale(low, high) {
  const span = high - low || 1;
  const rough = span / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((size) => size >= rough);
  const first = Math.floor(low / step);
  const last = Math.ceil(high / step);
  return [...Array(last - first + 1).keys()].map((at) => Number(((first + at) * step).toPrecision(10)));
}

// Lines over time, drawn by uPlot in the colours of the page.

import uPlot from "./lib/uPlot.esm.js";

/** What a custom property is as a colour: it may say light-dark(), which a canvas does not understand. */
function colour(name) {
  const probe = document.createElement("i");
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

// Steps of an axis whose values are counted in powers of two: 1, 2, 5 and so on of each.
const BINARY = [0, 1, 2, 3, 4].flatMap((power) => [1, 2, 5, 10, 20, 50, 100, 200, 500].map((step) => step * 1024 ** power));

// A chart that has just begun is not drawn at the edge of an empty hour.
const LEAST_SECONDS = 60;

/**
 * A chart of the last so many seconds, or of those since it began while it is younger.
 *
 * @param host an empty element; its class "chart" gives it its height
 * @param series [{ name, format }], in the order of their colours
 * @param seconds how far back it goes
 * @param base 1024 for bytes, whose units are powers of it
 * @returns { add([[epochMillis, values], …]) }, the oldest first; what is not newer than what is drawn is passed over, and a value that
 *     is null leaves a gap
 */
export function timeChart(host, { series, seconds = 300, format = String, base = 10 }) {
  const data = [[], ...series.map(() => [])];
  let plot = null;
  let began = null;

  function span(_, low, high) {
    const end = high ?? Date.now() / 1000;
    return [Math.max(end - seconds, Math.min(began ?? end, end - LEAST_SECONDS)), end];
  }

  const axis = () => ({
    stroke: colour("--muted"),
    grid: { stroke: colour("--line"), width: 1 },
    ticks: { show: false },
    font: `11px ${getComputedStyle(document.body).fontFamily}`,
  });

  function draw() {
    plot?.destroy();
    plot = new uPlot(
      {
        width: host.clientWidth,
        height: host.clientHeight || 200,
        padding: [10, 12, 0, 0],
        cursor: { drag: { setScale: false }, points: { size: 6 } },
        legend: { show: false },
        scales: { x: { range: span }, y: { range: (_, low, high) => [0, high > 0 ? high * 1.1 : 1] } },
        axes: [
          { ...axis(), space: 90, size: 28, values: (_, ticks) => ticks.map((tick) => new Date(tick * 1000).toLocaleTimeString("en-GB")) },
          { ...axis(), size: 66, ...(base === 1024 ? { incrs: BINARY } : {}), values: (_, ticks) => ticks.map(format) },
        ],
        series: [
          {},
          ...series.map((each, i) => ({
            label: each.name,
            stroke: colour(`--series-${i + 1}`),
            width: 1.75,
            points: { show: false },
            spanGaps: false,
          })),
        ],
      },
      data,
      host);
  }

  new ResizeObserver(() => {
    if (plot && host.clientWidth > 0) {
      plot.setSize({ width: host.clientWidth, height: host.clientHeight || 200 });
    }
  }).observe(host);
  addEventListener("themechange", draw);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  draw();

  return {
    add(points) {
      for (const [epochMillis, values] of points) {
        const now = epochMillis / 1000;
        if (now <= data[0].at(-1)) {
          continue;
        }
        began ??= now;
        data[0].push(now);
        values.forEach((value, i) => data[i + 1].push(value));
        while (data[0].length > 2 && data[0][0] < now - seconds) {
          data.forEach((column) => column.shift());
        }
      }
      plot.setData(data);
    },
  };
}

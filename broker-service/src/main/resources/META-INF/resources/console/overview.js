import { byId, element, emptyState, icon } from "/kit/dom.js";
import { get, path } from "/kit/http.js";
import { every, follow } from "/kit/live.js";
import { bytes, bytesIn, compact, dateTime, number, plural, span } from "/kit/format.js";
import { timeChart } from "/kit/chart.js";
import { failure, swap } from "./lists.js";

const perSecond = (value) => `${bytes(value)}/s`;
const charts = {
  bytes: timeChart(byId("bytes"), { series: [{ name: "in" }, { name: "out" }], format: perSecond, base: 1024 }),
  records: timeChart(byId("records"), { series: [{ name: "written" }], format: compact }),
  produce: timeChart(byId("produce"), { series: [{ name: "mean" }, { name: "99 of 100" }], format: span }),
  flush: timeChart(byId("flush"), { series: [{ name: "mean" }, { name: "99 of 100" }], format: span }),
};

const figure = (name, [value, unit], note = "", kind = "") =>
  element("div", { class: `figure ${kind}` }, element("dt", {}, name), element("dd", {}, value, unit ? element("span", { class: "unit" }, unit) : null), note ? element("dd", { class: "note" }, note) : null);

const millis = (value) => (value === null ? ["–", ""] : span(value).split(" "));

function showFigures(figures) {
  const [inValue, inUnit] = bytesIn(figures.networkIn);
  const [outValue, outUnit] = bytesIn(figures.networkOut);
  byId("now").replaceChildren(
    figure("Written", [compact(figures.recordsIn), "records/s"]),
    figure("In", [inValue, `${inUnit}/s`]),
    figure("Out", [outValue, `${outUnit}/s`]),
    figure("Requests", [compact(figures.requests), "/s"], `${number(figures.inFlight)} in flight`),
    figure("Produce", millis(figures.produceMillis), figures.produceSlowestMillis === null ? "" : `99 %: ${span(figures.produceSlowestMillis)}`),
    figure("Sync", millis(figures.flushMillis), `${compact(figures.flushes)} a second`),
    figure("Connections", [number(figures.connections), ""]),
    figure("On the disk", bytesIn(figures.bytes), figures.diskFree < 0 ? "" : `${bytes(figures.diskFree)} free`));
}

function draw(news) {
  const points = (...names) => news.map((figures) => [figures.at, names.map((name) => figures[name])]);
  charts.bytes.add(points("networkIn", "networkOut"));
  charts.records.add(points("recordsIn"));
  charts.produce.add(points("produceMillis", "produceSlowestMillis"));
  charts.flush.add(points("flushMillis", "flushSlowestMillis"));
}

function facts(entries) {
  return entries.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]);
}

const warning = (kind, iconName, text) => element("p", { class: `notice ${kind}` }, icon(iconName), element("span", {}, text));

function showOverview(overview) {
  byId("identity").textContent = `${overview.address} · ${plural(overview.topics, "topic")} · up for ${span(Date.now() - overview.startedMillis)}`;
  byId("facts").replaceChildren(...facts([
    ["Clients connect to", element("code", {}, overview.address)],
    ["Cluster", element("code", {}, overview.clusterId)],
    ["Node", String(overview.nodeId)],
    ["Version", overview.version],
    ["Started", dateTime(overview.startedMillis)],
    ["Topics", `${number(overview.topics)}, and ${number(overview.internalTopics)} of the broker's own`],
    ["Partitions", number(overview.partitions)],
    ["Groups", number(overview.groups)],
    ["Data", element("code", {}, overview.dataDirectory)],
    ["Disk", overview.diskTotal < 0 ? "unknown" : `${bytes(overview.diskFree)} free of ${bytes(overview.diskTotal)}`],
  ]));
  const notices = [];
  if (overview.failedLogs > 0) {
    notices.push(warning("bad", "circle-alert", `The disk has failed ${plural(overview.failedLogs, "log")}: they take no records until the broker is restarted. Look at the disk first.`));
  } else if (overview.writeFailures > 0) {
    notices.push(warning("warn", "triangle-alert", `The disk has refused ${plural(overview.writeFailures, "write")} since the start.`));
  }
  if (overview.diskTotal > 0 && overview.diskFree < overview.diskTotal / 20) {
    notices.push(warning("warn", "triangle-alert", `Only ${bytes(overview.diskFree)} are free on the disk.`));
  }
  byId("notices").replaceChildren(...notices);
}

function showBusiest(page) {
  swap(byId("busiest"), page.total === 0
    ? emptyState("layers", "No topics yet", "A topic is here as soon as a client has made one, or has written to it.")
    : element("div", { class: "table-wrap" }, element("table", { class: "table dense" },
      element("caption", { class: "visually-hidden" }, "Busiest topics"),
      element("thead", {}, element("tr", {}, element("th", { scope: "col" }, "Topic"), element("th", { scope: "col", class: "number" }, "Written"), element("th", { scope: "col", class: "number" }, "Records"))),
      element("tbody", {}, page.items.map((topic) => element("tr", {},
        element("td", { class: "break" }, element("a", { href: path`/topics/${topic.name}` }, topic.name)),
        element("td", { class: "number" }, bytes(topic.appendedBytes)),
        element("td", { class: "number" }, number(topic.records))))))));
}

byId("now").replaceChildren(...["Written", "In", "Out", "Requests", "Produce", "Sync", "Connections", "On the disk"].map((name) => figure(name, ["–", ""], "\u00a0")));
follow("/api/figures", {
  figures: (news) => {
    showFigures(news.at(-1));
    draw(news);
  },
}, byId("live"), { rests: true });
every(5000, async () => {
  try {
    const [overview, busiest] = await Promise.all([get("/api/overview"), get("/api/topics?sort=written&descending=true&size=8")]);
    showOverview(overview);
    showBusiest(busiest);
  } catch (problem) {
    byId("notices").replaceChildren(failure(problem));
  }
});

// The page of a topic: what its tab asks for.

import { byId, element, emptyState, icon } from "/kit/dom.js";
import { get, path } from "/kit/http.js";
import { every } from "/kit/live.js";
import { bytes, bytesIn, compact, number, plural, span } from "/kit/format.js";
import { failure, rates, swap, table } from "./lists.js";
import { addPartitions, deleteTopic, produce } from "./topic-actions.js";

const page = byId("topic");
const topic = page.dataset.topic;
const content = byId("content");

const figure = (name, [value, unit], note = "", kind = "") =>
  element("div", { class: `figure ${kind}` }, element("dt", {}, name), element("dd", {}, value, unit ? element("span", { class: "unit" }, unit) : null), note ? element("dd", { class: "note" }, note) : null);

const retention = (summary) => (summary.cleanupPolicy === "compact" ? "the last of each key" : summary.retentionMillis < 0 ? "without a limit of time" : span(summary.retentionMillis));

function overview() {
  const rateOf = rates();
  const figures = element("dl", { class: "figures", "aria-label": "The topic" });
  const list = element("section", { class: "card flush", "aria-label": "Partitions" }, element("div"));
  const pager = element("nav", { class: "pager", "aria-label": "Pages of the list" });
  content.append(figures, list, pager);
  let shown = 1;
  const look = async () => {
    try {
      const [summary, partitions] = await Promise.all([get(path`/api/topics/${topic}`), get(`${path`/api/topics/${topic}/partitions`}?page=${shown}&size=100`)]);
      const rate = rateOf("all", performance.now(), [summary.appendedRecords, summary.appendedBytes, summary.fetchedBytes]) ?? [0, 0, 0];
      figures.replaceChildren(
        figure("Records", [number(summary.records), ""]),
        figure("Size", bytesIn(summary.bytes)),
        figure("Partitions", [number(summary.partitions), ""], summary.failedPartitions > 0 ? `${number(summary.failedPartitions)} failed` : "", summary.failedPartitions > 0 ? "bad" : ""),
        figure("Written", [compact(rate[0]), "records/s"], `${bytes(rate[1])}/s`),
        figure("Read", [bytesIn(rate[2])[0], `${bytesIn(rate[2])[1]}/s`], `${bytes(summary.fetchedBytes)} since the start`),
        figure("Groups", [number(summary.groups), ""]),
        figure("Kept", [summary.cleanupPolicy, ""], retention(summary)));
      swap(list, table("Partitions", [{ text: "Partition" }, { text: "First offset", number: true }, { text: "End", number: true }, { text: "Records", number: true }, { text: "Size", number: true }, { text: "Written", number: true }, { text: "State" }], partitions.items.map((each) => {
        const own = rateOf(each.index, performance.now(), [each.appendedRecords]);
        return element("tr", {},
          element("td", {}, element("a", { href: `${path`/topics/${topic}/messages`}?partition=${each.index}` }, String(each.index))),
          element("td", { class: "number" }, number(each.start)),
          element("td", { class: "number" }, number(each.end)),
          element("td", { class: "number" }, number(each.end - each.start)),
          element("td", { class: "number" }, bytes(each.bytes)),
          element("td", { class: "number" }, own && own[0] > 0 ? `${compact(own[0])}/s` : "–"),
          element("td", {}, each.failed ? element("span", { class: "badge bad", title: "Its disk failed: it takes no records until the broker is restarted" }, "failed") : each.stable < each.end ? element("span", { class: "badge warn", title: `Consumers of committed records wait at offset ${each.stable}` }, "transaction open") : element("span", { class: "badge good dot" }, "in order")));
      })));
      const last = Math.max(1, Math.ceil(partitions.total / partitions.size));
      const step = (to, name, label) => element("button", { type: "button", class: "small square", "aria-label": label, disabled: to < 1 || to > last, click: () => { shown = to; look(); } }, icon(name));
      pager.replaceChildren(...(last === 1 ? [] : [element("span", {}, plural(partitions.total, "partition")), element("span", { class: "row" }, step(shown - 1, "chevron-left", "Page before"), `Page ${shown} of ${last}`, step(shown + 1, "chevron-right", "Next page"))]));
    } catch (problem) {
      list.replaceChildren(failure(problem));
    }
  };
  every(2000, look);
}

function showProducers(writers, producers) {
  swap(writers.lastElementChild, producers.total === 0
    ? emptyState("send", "No such producer", "Idempotent and transactional producers are here for a day after their last record.")
    : table("Producers", [{ text: "Producer id" }, { text: "Partition", number: true }, { text: "Epoch", number: true }, { text: "Last sequence", number: true }, { text: "Last record", number: true }, { text: "Transaction" }], producers.items.map((each) => element("tr", {},
      element("td", { class: "mono" }, String(each.producerId)),
      element("td", { class: "number" }, String(each.partition)),
      element("td", { class: "number" }, String(each.epoch)),
      element("td", { class: "number" }, each.sequence < 0 ? "–" : number(each.sequence)),
      element("td", { class: "number" }, each.lastMillis < 0 ? "–" : `${span(Math.max(0, Date.now() - each.lastMillis))} ago`),
      element("td", {}, each.openSince < 0 ? element("span", { class: "muted" }, "none open") : element("span", { class: "badge warn" }, `open since offset ${number(each.openSince)}`))))));
}

function consumers() {
  const list = element("section", { class: "card flush", "aria-label": "Groups" });
  const writers = element("section", { class: "card flush" }, element("div", { class: "card-head" }, element("h2", {}, "Producers"), element("p", {}, "that number their records")), element("div"));
  list.append(element("div", { class: "card-head" }, element("h2", {}, "Groups")), element("div"));
  content.append(list, writers);
  every(2000, async () => {
    try {
      const [readers, producers] = await Promise.all([get(path`/api/topics/${topic}/groups`), get(`${path`/api/topics/${topic}/producers`}?size=100`)]);
      showProducers(writers, producers);
      swap(list.lastElementChild, readers.length === 0
        ? emptyState("users", "No group has read from it", "A consumer group is here once it has committed an offset in this topic.")
        : table("Groups", [{ text: "Group" }, { text: "Partitions", number: true }, { text: "Lag", number: true }], readers.map((each) => element("tr", {},
          element("td", { class: "break" }, element("a", { href: path`/groups/${each.group}` }, each.group)),
          element("td", { class: "number" }, number(each.partitions)),
          element("td", { class: "number" }, number(each.lag))))));
    } catch (problem) {
      list.lastElementChild.replaceChildren(failure(problem));
    }
  });
}

async function actions() {
  const summary = await get(path`/api/topics/${topic}`);
  if (page.dataset.mayChange !== "true" || summary.internal) {
    return;
  }
  const reload = () => location.reload();
  byId("actions").replaceChildren(
    element("button", { type: "button", class: "primary", click: () => produce(topic, summary.partitions, page.dataset.tab === "messages" ? reload : undefined) }, icon("send"), "Produce"),
    element("button", { type: "button", click: () => addPartitions(topic, summary.partitions, reload) }, icon("plus"), "Partitions"),
    element("button", { type: "button", class: "danger", click: () => deleteTopic(topic) }, icon("trash-2"), "Delete"));
}

const TABS = {
  overview,
  consumers,
  messages: async () => (await import("./browser.js")).browse(topic, content),
  settings: async () => (await import("./settings.js")).topicSettings(topic, content, page.dataset.mayChange === "true"),
};
TABS[page.dataset.tab]();
actions().catch(() => {
  // The tab says that the topic cannot be read.
});

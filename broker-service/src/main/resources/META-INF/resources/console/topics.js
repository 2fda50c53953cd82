import { byId, element, emptyState } from "/kit/dom.js";
import { path } from "/kit/http.js";
import { bytes, compact, number, plural } from "/kit/format.js";
import { pagedList, rates, table } from "./lists.js";
import { createTopic } from "./topic-actions.js";

const rateOf = rates();
const HEADS = [
  { text: "Topic", sort: "name" },
  { text: "Partitions", sort: "partitions", number: true },
  { text: "Records", sort: "records", number: true },
  { text: "Size", sort: "bytes", number: true },
  { text: "Written", sort: "written", number: true, note: "since the start" },
  { text: "Groups", number: true },
  { text: "Messages", fit: true, unseen: true },
];

function row(topic) {
  const rate = rateOf(topic.id, performance.now(), [topic.appendedRecords, topic.appendedBytes]);
  return element("tr", {},
    element("td", { class: "break" },
      element("a", { href: path`/topics/${topic.name}` }, topic.name), " ",
      topic.internal ? element("span", { class: "badge" }, "internal") : null,
      topic.failedPartitions > 0 ? element("span", { class: "badge bad" }, `${plural(topic.failedPartitions, "partition")} failed`) : null),
    element("td", { class: "number" }, number(topic.partitions)),
    element("td", { class: "number" }, number(topic.records)),
    element("td", { class: "number" }, bytes(topic.bytes)),
    element("td", { class: "number" }, bytes(topic.appendedBytes), rate && rate[0] > 0 ? element("span", { class: "sub" }, `now ${compact(rate[0])} records/s`) : null),
    element("td", { class: "number" }, number(topic.groups)),
    element("td", { class: "fit" }, element("a", { class: "button small", href: path`/topics/${topic.name}/messages` }, "Messages")));
}

pagedList({
  path: "/api/topics",
  defaults: { sort: "name" },
  show: (page, choice, change) => table("Topics", HEADS, page.items.map(row), {
    by: choice.sort,
    descending: choice.descending === "true",
    change: (by, descending) => change({ sort: by, descending: descending ? "true" : "" }),
  }),
  empty: (choice) => (choice.search
    ? emptyState("search", "No topic of that name", `No topic has “${choice.search}” in its name.`)
    : emptyState("layers", "No topics yet", "A topic is here as soon as a client makes one, or writes to one that is missing.")),
  told: (page) => {
    byId("sum").textContent = plural(page.total, "topic");
  },
});

byId("create")?.addEventListener("click", createTopic);

import { element, emptyState } from "/kit/dom.js";
import { path } from "/kit/http.js";
import { dateTime, span } from "/kit/format.js";
import { pagedList, table } from "./lists.js";
import { transactionBadge } from "./states.js";

const MOST = 8;

function partitions(transaction) {
  const all = transaction.partitions.flatMap((each) => each.partitions.map((index) => [each.topic, index]));
  return [
    ...all.slice(0, MOST).map(([topic, index]) => element("a", { class: "chip", href: `${path`/topics/${topic}/messages`}?partition=${index}` }, `${topic} / ${index}`)),
    all.length > MOST ? element("span", { class: "muted small" }, `and ${all.length - MOST} more`) : null,
  ];
}

pagedList({
  path: "/api/transactions",
  show: (page) => table("Transactions", [{ text: "Transactional id" }, { text: "State" }, { text: "Open for", number: true }, { text: "Timeout", number: true }, { text: "Producer", number: true }, { text: "Partitions" }],
    page.items.map((transaction) => {
      const open = ["Ongoing", "PrepareCommit", "PrepareAbort"].includes(transaction.state);
      return element("tr", {},
        element("td", { class: "break" }, element("code", {}, transaction.transactionalId)),
        element("td", {}, transactionBadge(transaction.state)),
        element("td", { class: "number", title: open ? dateTime(transaction.startedMillis) : "" }, open ? span(Date.now() - transaction.startedMillis) : "–"),
        element("td", { class: "number" }, span(transaction.timeoutMillis)),
        element("td", { class: "number" }, String(transaction.producerId), element("span", { class: "sub" }, `epoch ${transaction.producerEpoch}`)),
        element("td", {}, element("div", { class: "row" }, partitions(transaction))));
    })),
  empty: (choice) => (choice.search
    ? emptyState("search", "No such id", `No transactional id has “${choice.search}” in it.`)
    : emptyState("layers", "No transactions yet", "A transactional id is here as soon as a producer has registered it, and until it was not used for a week.")),
});

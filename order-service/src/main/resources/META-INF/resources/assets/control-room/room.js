// The control room: one stream of snapshots, shown in several ways.

import { byId, element, emptyState, reconcile } from "/kit/dom.js";
import { follow } from "/kit/live.js";
import { compact, number, plural, span } from "/kit/format.js";
import { picture } from "./picture.js";
import { loadGenerator } from "./load.js";
import { faultSwitches } from "./faults.js";
import { deadLetters } from "./letters.js";
import { stuckOrders } from "./stuck.js";
import { tour } from "./tour.js";

const host = byId("picture");
let drawing = null;
const parts = [figures, away, readers, loadGenerator(), faultSwitches(), deadLetters(), stuckOrders(), tour()];

follow("/control-room/events", {
  now(snapshot) {
    if (!drawing) {
      host.replaceChildren();
      drawing = picture(host);
    }
    drawing(snapshot);
    parts.forEach((show) => show(snapshot));
  },
  lost(closed) {
    byId("away").hidden = false;
    byId("away").lastElementChild.textContent = closed
      ? "This page is not live: too many control rooms are open, or order-service has stopped. It is tried again in a moment."
      : "order-service does not answer. What is shown is what was seen last; it goes on by itself when the service is back (./demo up).";
  },
}, byId("live"));

function away(snapshot) {
  const missing = snapshot.log.missing;
  byId("away").hidden = !missing;
  byId("away").lastElementChild.textContent = missing ?? "";
}

function figure(name, value, unit, note, kind = "") {
  return { name, value, unit, note, kind };
}

function figures(snapshot) {
  const { log, figures: own, services } = snapshot;
  const known = (field) => services.filter((each) => each[field] !== undefined);
  const sum = (field) => known(field).reduce((all, each) => all + each[field], 0);
  const unknown = services.filter((each) => each.name !== "broker-service" && each.outbox === undefined).length;
  const partly = unknown > 0 ? `without ${plural(unknown, "service")}` : null;
  const lag = log.readers.reduce((all, each) => all + each.lag, 0);
  const slowest = log.readers.reduce((most, each) => (each.lag > (most?.lag ?? 0) ? each : most), null);
  const oldest = Math.max(0, ...known("outboxMillis").map((each) => each.outboxMillis));
  const minutes = own?.minutes ?? [];
  const list = [
    own ? figure("Orders in the last minute", number(minutes.at(-2) ?? 0), "", `${number(minutes.at(-1) ?? 0)} in this one so far`)
      : figure("Orders in the last minute", "–", "", "the database does not answer"),
    own?.medianSeconds !== undefined
      ? figure("Placed to delivered", ...span(own.medianSeconds * 1000).split(" "), `half of ${number(own.delivered)}; 95 %: ${span(own.p95Seconds * 1000)}`)
      : figure("Placed to delivered", "–", "", "nothing was delivered yet"),
    log.missing ? figure("Not read yet", "–", "", "the broker does not answer", "bad")
      : figure("Not read yet", compact(lag), "records", slowest ? `most: ${slowest.group}` : "all have read all", lag > 50 ? "warn" : ""),
    figure("In the outboxes", known("outbox").length ? compact(sum("outbox")) : "–", "events",
      oldest > 0 ? `the oldest since ${span(oldest)}` : partly ?? "all are on the log", oldest > 5000 ? "warn" : ""),
    figure("Dead letters", known("deadLetters").length ? number(sum("deadLetters")) : "–", "", partly ?? "wait for a decision", sum("deadLetters") > 0 ? "bad" : ""),
    own ? figure("Stuck orders", number(own.stuck) + (own.manyStuck ? "+" : ""), "", "wait longer than they should", own.stuck > 0 ? "warn" : "")
      : figure("Stuck orders", "–", "", "the database does not answer"),
  ];
  reconcile(byId("figures"), list, (each) => each.name,
    (each) => element("div", { class: "figure" }, element("dt", {}, each.name), element("dd", {}), element("dd", { class: "note" })),
    (box, each) => {
      box.className = `figure ${each.kind}`;
      box.children[1].replaceChildren(each.value, ...(each.unit ? [element("span", { class: "unit" }, each.unit)] : []));
      box.children[2].textContent = each.note ?? "";
    });
}

const READER = { "order-screening": "order-service, screening" };

function readers(snapshot) {
  const place = byId("readers");
  if (snapshot.log.missing) {
    place.replaceChildren(emptyState("unplug", "Not known now", snapshot.log.missing));
    return;
  }
  let body = place.querySelector("tbody");
  if (!body) {
    body = element("tbody", {});
    const head = ["Consumer", "Topic", "Behind", "Read"].map((name, i) => element("th", { scope: "col", class: i > 1 ? "number" : "" }, name));
    place.replaceChildren(element("div", { class: "table-wrap", tabindex: "0", role: "region", "aria-label": "Who reads what" }, element("table", { class: "table dense" }, element("thead", {}, element("tr", {}, ...head)), body)));
  }
  reconcile(body, snapshot.log.readers, (each) => `${each.group} ${each.topic}`,
    (each) => element("tr", {},
      element("td", {}, element("span", { class: "service", data: { service: each.group === "order-screening" ? "order-service" : each.group } }, READER[each.group] ?? each.group)),
      element("td", { class: "mono" }, each.topic), element("td", { class: "number" }), element("td", { class: "number" })),
    (row, each) => {
      row.children[2].textContent = number(each.lag);
      row.children[3].textContent = number(each.read);
      row.classList.toggle("behind", each.lag > 0);
    });
}

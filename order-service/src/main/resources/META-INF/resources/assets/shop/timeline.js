// The timeline: each event about the order, where it stands on the log.

import { byId, element, icon, reconcile } from "/kit/dom.js";
import { clockTime, dateTime, span } from "/kit/format.js";
import { done, failed } from "/kit/say.js";

const FRESH_MILLIS = 5000;

const effects = {
  EARLY: ["accent", "overtook others"],
  REPEATED: ["", "repeated, ignored"],
  LATE: ["", "late, ignored"],
  ILLEGAL: ["bad", "contradicts the state, ignored"],
};

const traceAddress = byId("order").dataset.trace;
const steps = new Map();

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    done(`Copied ${text}`);
  } catch {
    failed(new Error(`The browser keeps the clipboard closed here. The trace id is ${text}`));
  }
}

function trace(step) {
  if (!step.traceId) {
    return element("span", { class: "muted small", title: "The record came without a trace context" }, "none");
  }
  const short = `${step.traceId.slice(0, 8)}…`;
  return element("span", { class: "trace" },
    traceAddress
      ? element("a", { class: "mono", href: traceAddress.replace("{traceId}", encodeURIComponent(step.traceId)), title: step.traceId, rel: "noreferrer" }, short)
      : element("span", { class: "mono", title: step.traceId }, short),
    element("button", { type: "button", class: "plain small square", "aria-label": `Copy trace id ${step.traceId}`, click: () => copy(step.traceId) }, icon("copy")));
}

function row({ step }) {
  const [tone, words] = effects[step.effect] ?? [];
  const isNew = Date.now() - Date.parse(step.time) < FRESH_MILLIS;
  return element("tr", { class: isNew ? "new" : null },
    element("td", { class: "number since", title: dateTime(step.time) }),
    element("td", { class: "event" },
      element("span", { class: "event-type" }, step.type, words && element("span", { class: `badge ${tone}` }, words)),
      element("span", { class: "muted small" }, step.summary)),
    element("td", {}, element("span", { class: "service small", data: { service: step.service } }, step.service)),
    element("td", {}, element("span", { class: "chip", title: `Event ${step.eventId}` }, `${step.topic} / ${step.partition} / ${step.offset}`)),
    element("td", { class: "fit" }, trace(step)));
}

/** Those that are there too: a step that was read late may stand between two, and changes the time since. */
export function addStep(step) {
  steps.set(step.eventId, step);
  const sorted = [...steps.values()].sort((a, b) => Date.parse(a.time) - Date.parse(b.time) || a.sequence - b.sequence);
  byId("timeline").hidden = false;
  byId("timeline-empty").hidden = true;
  const items = sorted.map((each, i) => ({ step: each, since: i === 0 ? null : Date.parse(each.time) - Date.parse(sorted[i - 1].time) }));
  reconcile(byId("timeline").tBodies[0], items, (item) => item.step.eventId, row, (child, item) => {
    child.querySelector(".since").textContent = item.since === null ? clockTime(item.step.time) : `+${span(item.since)}`;
  });
}

// The order that is followed: its progress and its timeline, live.

import { cancelOrder, eventsPath } from "./api.js";
import { byId, clockTime, element, money, shortId, span } from "./elements.js";

const path = [...byId("progress").children].map((item) => item.dataset.state);
const effects = {
  EARLY: "overtook others",
  REPEATED: "repeated, ignored",
  LATE: "late, ignored",
  ILLEGAL: "contradicts the state, ignored",
};

const FRESH_MILLIS = 5000;

let source = null;
let order = null;
let steps = new Map();
let onState = () => {};

/** Calls back whenever the state of the followed order changes. */
export function whenStateChanges(callback) {
  onState = callback;
}

export function follow(orderId) {
  source?.close();
  order = null;
  steps = new Map();
  byId("tracking-title").textContent = `Order ${shortId(orderId)}`;
  byId("tracking-title").title = orderId;
  byId("tracking-subtitle").textContent = "";
  byId("notice").hidden = true;
  byId("cancel").hidden = true;
  showProgress();
  showSteps();
  line("lost", "connecting");

  source = new EventSource(eventsPath(orderId));
  source.addEventListener("open", () => line("live", "live"));
  source.addEventListener("state", (event) => {
    order = JSON.parse(event.data);
    showOrder();
    onState(order);
  });
  source.addEventListener("step", (event) => {
    const step = JSON.parse(event.data);
    steps.set(step.eventId, step);
    showSteps(Date.now() - Date.parse(step.time) < FRESH_MILLIS ? step.eventId : null);
  });
  source.addEventListener("end", () => {
    source.close();
    line("ended", "complete");
  });
  source.addEventListener("error", () => {
    if (source.readyState === EventSource.CLOSED) {
      line("lost", "not connected");
      if (order === null) {
        notice("This order cannot be followed: there is none with this id, or too many are followed at the moment.", true);
      }
    } else {
      line("lost", "reconnecting");
    }
  });
}

function line(kind, text) {
  byId("live").hidden = false;
  byId("live").dataset.line = kind;
  byId("live-text").textContent = text;
}

function notice(text, bad) {
  const box = byId("notice");
  box.hidden = false;
  box.textContent = text;
  box.classList.toggle("bad", bad);
}

function showOrder() {
  const pieces = order.lines.reduce((sum, each) => sum + each.quantity, 0);
  const facts = [order.customer.name, `${pieces} ${pieces === 1 ? "piece" : "pieces"}`, money(order.total), `placed ${clockTime(order.placedAt)}`];
  if (order.ended) {
    facts.push(`${order.state.toLowerCase()} after ${span(Date.parse(order.reachedAt[order.state]) - Date.parse(order.placedAt))}`);
  }
  byId("tracking-subtitle").textContent = facts.join(" · ");
  byId("cancel").hidden = !order.cancellable;
  showProgress();
  showNotice();
}

function showNotice() {
  if (order.rejection) {
    notice(`Rejected: ${order.rejection.detail}`, true);
  } else if (order.state === "CANCELLED") {
    notice(`Cancelled: ${order.cancellationReason}${wayBack(order.parcelReturn)}`, true);
  } else if (order.delivery) {
    const { carrier, trackingNumber, slotStart, slotEnd } = order.delivery;
    const slot = slotStart ? `, expected between ${clockTime(slotStart)} and ${clockTime(slotEnd)}` : "";
    notice(`${carrier ?? "Parcel"} ${trackingNumber}${order.state === "DELIVERED" ? "" : slot}`, false);
  } else {
    byId("notice").hidden = true;
  }
}

/** What becomes of a parcel that had left when its order was cancelled. */
function wayBack(parcelReturn) {
  if (!parcelReturn) {
    return "";
  }
  return parcelReturn.returnedAt
    ? `. The parcel is back since ${clockTime(parcelReturn.returnedAt)}`
    : ". The parcel is on its way back";
}

/** The path up to where the order is; when it was stopped, the stop takes the place of what it did not reach. */
function showProgress() {
  const reachedAt = order?.reachedAt ?? {};
  const stopped = order?.state === "REJECTED" || order?.state === "CANCELLED";
  const furthest = stopped
    ? Math.max(...path.map((state, i) => (reachedAt[state] ? i : 0)))
    : path.indexOf(order?.state);
  const shown = stopped ? [...path.slice(0, furthest + 1), order.state] : path;

  byId("progress").replaceChildren(...shown.map((state, i) => {
    const item = element("li");
    item.dataset.state = state;
    item.append(
      element("span", "knot"),
      element("span", "state", state.toLowerCase()),
      element("span", "at", reachedAt[state] ? clockTime(reachedAt[state]) : ""));
    const isEnd = stopped && i === shown.length - 1;
    item.classList.toggle("reached", i <= furthest);
    item.classList.toggle("skipped", i <= furthest && !reachedAt[state]);
    item.classList.toggle("done", order?.state === "DELIVERED");
    item.classList.toggle("stopped", isEnd);
    if (order?.state === state) {
      item.setAttribute("aria-current", "step");
    }
    return item;
  }));
}

/** All steps in the order of the log; one that was read late may stand between two that are there. */
function showSteps(newest) {
  const sorted = [...steps.values()].sort((a, b) => Date.parse(a.time) - Date.parse(b.time) || a.sequence - b.sequence);
  byId("timeline").hidden = sorted.length === 0;
  byId("timeline").tBodies[0].replaceChildren(...sorted.map((step, i) =>
    row(step, i === 0 ? null : Date.parse(step.time) - Date.parse(sorted[i - 1].time), step.eventId === newest)));
}

function row(step, since, isNew) {
  const created = element("tr", isNew ? "new" : "");
  created.dataset.service = step.service;
  const type = element("td", "type", step.type);
  if (effects[step.effect]) {
    type.append(element("span", `effect ${step.effect.toLowerCase()}`, effects[step.effect]));
  }
  const when = element("td", "since", since === null ? clockTime(step.time) : `+${span(since)}`);
  when.title = step.time;
  const where = element("td", "where", `${step.topic} / ${step.partition} / ${step.offset}`);
  where.title = `Event ${step.eventId}`;
  created.append(when, type, element("td", "service", step.service), where, element("td", "says", step.summary));
  return created;
}

byId("cancel").addEventListener("click", async () => {
  const button = byId("cancel");
  button.disabled = true;
  try {
    await cancelOrder(order.orderId, "Changed my mind");
  } catch (problem) {
    notice(`${problem.title}. ${problem.message} ${problem.remedy}`, true);
  } finally {
    button.disabled = false;
  }
});

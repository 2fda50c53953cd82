// An order's page: what happens when.

import { byId } from "/kit/dom.js";
import { clockTime, plural, span } from "/kit/format.js";
import { path, post } from "/kit/http.js";
import { every, follow } from "/kit/live.js";
import { busy, confirm } from "/kit/say.js";
import "./bar.js";
import { lookForMessages } from "./messages.js";
import { lookForParcel } from "./parcel.js";
import { showProgress } from "./progress.js";
import { wordOf } from "./states.js";
import { addStep } from "./timeline.js";

const TICK_MILLIS = 500;
// In ticks: the parcel while it moves; what may still come; what hardly will.
const OFTEN = 1;
const NOW_AND_THEN = 3;
const SELDOM = 12;

const { order: orderId, currency } = byId("order").dataset;
const money = new Intl.NumberFormat("en", { style: "currency", currency });
const goods = byId("subtitle").textContent;
let order = null;

function notice(text, kind) {
  byId("notice").hidden = text === "";
  byId("notice").textContent = text;
  byId("notice").className = `notice ${kind}`;
}

/** What becomes of a parcel that had left when its order was cancelled. */
function wayBack(parcelReturn) {
  if (!parcelReturn) {
    return "";
  }
  return parcelReturn.returnedAt
    ? ` The parcel is back since ${clockTime(parcelReturn.returnedAt)}.`
    : " The parcel is on its way back.";
}

const sentence = (text) => (/[.!?]$/.test(text) ? text : `${text}.`);

function showNotice() {
  if (order.rejection) {
    notice(`Rejected: ${sentence(order.rejection.detail)} Nothing is charged.`, "bad");
  } else if (order.state === "CANCELLED") {
    notice(`Cancelled: ${sentence(order.cancellationReason)}${wayBack(order.parcelReturn)}`, "warn");
  } else if (order.stuckSince) {
    notice(`This order waits for ${order.waitsFor.service} since ${clockTime(order.waitsFor.since)}, longer than it should.`, "warn");
  } else if (order.state === "DELIVERED") {
    notice("The parcel has arrived.", "good");
  } else if (order.waitsFor) {
    notice(`Waiting for ${order.waitsFor.service} to say ${order.waitsFor.events.join(" or ")}.`, "");
  } else {
    notice("", "");
  }
}

function showOrder() {
  const pieces = order.lines.reduce((sum, line) => sum + line.quantity, 0);
  const facts = [order.customer.name, plural(pieces, "piece"), money.format(order.total), `placed ${clockTime(order.placedAt)}`];
  if (order.ended) {
    facts.push(`${wordOf(order.state)} after ${span(Date.parse(order.reachedAt[order.state]) - Date.parse(order.placedAt))}`);
  }
  byId("subtitle").textContent = facts.join(" · ");
  byId("cancel").hidden = !order.cancellable;
  byId("inbox-address").textContent = order.customer.email ?? "no address given";
  showProgress(order);
  showNotice();
}

follow(path`/orders/${orderId}/events`, {
  state: (state) => {
    order = state;
    showOrder();
  },
  step: addStep,
  lost: (closed) => {
    if (closed && order === null) {
      byId("subtitle").textContent = goods;
      notice("This order cannot be followed live at the moment: too many are followed. It is tried again in a moment.", "warn");
    }
  },
}, byId("live"), { rests: true });

byId("cancel").addEventListener("click", async () => {
  const left = order.state === "DISPATCHED";
  const sure = await confirm({
    title: "Cancel this order?",
    text: left
      ? "The parcel has left. It is called back, and the goods go to the shelf again when it arrives."
      : "The goods go back to the shelf. This cannot be undone.",
    action: "Cancel order",
    danger: true,
  });
  if (sure) {
    await busy(byId("cancel"), async () => {
      order = await post(path`/orders/${orderId}/cancellation`, { reason: "Changed my mind" });
      showOrder();
    });
  }
});

/** How often the others are asked: as often as something may come. */
function pace() {
  if (order === null || order.state === "PLACED") {
    return NOW_AND_THEN;
  }
  const onTheRoad = order.state === "DISPATCHED" || (order.parcelReturn && !order.parcelReturn.returnedAt);
  return onTheRoad || order.state === "SCHEDULED" ? OFTEN : order.ended ? SELDOM : NOW_AND_THEN;
}

let ticks = 0;
let stateLookedAt = null;
every(TICK_MILLIS, async () => {
  // What is said of the parcel depends on the order, which comes in a moment; if it does not, the parcel is asked for all the same.
  if (order === null && ticks < NOW_AND_THEN) {
    ticks += 1;
    return;
  }
  const isNews = stateLookedAt !== order?.state;
  const mostly = pace();
  const asks = [];
  if (isNews || ticks % mostly === 0) {
    stateLookedAt = order?.state;
    asks.push(lookForParcel(orderId, order?.state));
  }
  // Messages follow a change within seconds, so they are looked for a little longer than the parcel.
  if (isNews || ticks % NOW_AND_THEN === 0) {
    asks.push(lookForMessages(orderId));
  }
  ticks += 1;
  await Promise.all(asks);
});

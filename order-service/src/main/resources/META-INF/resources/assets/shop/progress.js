// How far an order is: the path, up to where it is or was stopped.

import { byId, element } from "/kit/dom.js";
import { clockTime } from "/kit/format.js";
import { wordOf } from "./states.js";

const path = [...byId("progress").children].map((item) => item.dataset.state);

/** When an order was stopped, the stop takes the place of what it did not reach. */
export function showProgress(order) {
  const { reachedAt } = order;
  const stopped = order.state === "REJECTED" || order.state === "CANCELLED";
  const furthest = stopped
    ? Math.max(...path.map((state, i) => (reachedAt[state] ? i : 0)))
    : path.indexOf(order.state);
  const shown = stopped ? [...path.slice(0, furthest + 1), order.state] : path;
  byId("progress").replaceChildren(...shown.map((state, i) => {
    const isEnd = stopped && i === shown.length - 1;
    const kind = [
      i <= furthest ? "reached" : "",
      i <= furthest && !reachedAt[state] ? "skipped" : "",
      i === furthest && !order.ended ? "now" : "",
      isEnd ? `stopped ${wordOf(order.state)}` : "",
      order.state === "DELIVERED" ? "done" : "",
    ].filter(Boolean).join(" ");
    return element("li", { class: kind, data: { state }, "aria-current": order.state === state ? "step" : null },
      element("span", { class: "knot", "aria-hidden": "true" }),
      element("span", { class: "state" }, wordOf(state)),
      element("span", { class: "at" }, reachedAt[state] ? clockTime(reachedAt[state]) : ""));
  }));
}

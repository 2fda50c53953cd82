// Orders that do not get on, with a link to the page of each.

import { byId, element, emptyState, reconcile } from "/kit/dom.js";
import { dateTime } from "/kit/format.js";
import { orderPage } from "./shop.js";
import { closed, look } from "./operator.js";

const LIMIT = 20;

export function stuckOrders() {
  const host = byId("stuck");
  let known = null;

  async function load() {
    const why = closed();
    if (why) {
      host.replaceChildren(emptyState("lock", "Not to be seen from here", why));
      return;
    }
    try {
      show((await look(`/admin/stuck-orders?limit=${LIMIT}`)).orders);
    } catch (failure) {
      known = null;
      host.replaceChildren(emptyState("circle-alert", "Not known now", failure.sentence ?? String(failure)));
    }
  }

  function show(orders) {
    if (orders.length === 0) {
      host.replaceChildren(emptyState("hourglass", "No order is stuck", "An order that waits for a step for longer than it should (shop.stuck-after) is listed here until it gets on."));
      return;
    }
    const body = element("tbody", {});
    reconcile(body, orders, (each) => each.orderId, (each) => element("tr", {},
      element("td", {}, element("a", { href: orderPage(each.orderId), class: "mono" }, each.orderId.slice(0, 8))),
      element("td", {}, element("span", { class: "badge warn dot" }, each.state)),
      element("td", {}, `${each.waitsFor.events.join(" or ")} of ${each.waitsFor.service}`),
      element("td", { class: "nowrap" }, dateTime(each.stuckSince))));
    const head = ["Order", "State", "Waits for", "Noticed"].map((name) => element("th", { scope: "col" }, name));
    host.replaceChildren(element("div", { class: "table-wrap", tabindex: "0", role: "region", "aria-label": "Stuck orders" }, element("table", { class: "table dense" }, element("thead", {}, element("tr", {}, ...head)), body)));
  }

  addEventListener("operator", load);
  return (snapshot) => {
    const count = `${snapshot.figures?.stuck ?? ""}`;
    if (count !== known) {
      known = count;
      load();
    }
  };
}

// The orders of one mail address, which this browser remembers.

import { byId, element, emptyState } from "/kit/dom.js";
import { dateTime, plural } from "/kit/format.js";
import { get } from "/kit/http.js";
import { every } from "/kit/live.js";
import "./bar.js";
import { productOf } from "./catalogue.js";
import { toneOf, wordOf } from "./states.js";
import { read, write } from "./store.js";

const LOOK_AGAIN_MILLIS = 3000;
const PAGE = 20;
const MOST = 100;
const MOST_PICTURES = 4;
const MOST_NAMES = 3;

const email = byId("email");
let limit = PAGE;

/** An order is in the currency of its day, which may not be that of the catalogue. */
const money = (order) => new Intl.NumberFormat("en", { style: "currency", currency: order.currency }).format(order.total);

function goods(lines) {
  const names = lines.slice(0, MOST_NAMES).map((line) => (line.quantity > 1 ? `${line.quantity} × ` : "") + productOf(line.sku).name);
  return names.join(", ") + (lines.length > MOST_NAMES ? ` and ${lines.length - MOST_NAMES} more` : "");
}

function row(order) {
  const href = `/my-orders/${encodeURIComponent(order.orderId)}`;
  const pictures = order.lines.slice(0, MOST_PICTURES).map((line) => element("img", { src: productOf(line.sku).picture, alt: "", width: 240, height: 200 }));
  return element("li", {},
    element("a", { href, class: "order-row" },
      element("span", { class: "mono order-id" }, order.orderId.slice(0, 8)),
      element("span", { class: `badge dot ${toneOf[order.state] ?? ""}` }, wordOf(order.state)),
      element("span", { class: "ordered grow" },
        element("span", { class: "pictures" }, pictures),
        element("span", {}, goods(order.lines), element("span", { class: "muted small" }, `${dateTime(order.placedAt)} · ${plural(order.pieces, "piece")}`))),
      element("strong", { class: "number" }, money(order)),
      element("span", { class: "icon icon-chevron-right", "aria-hidden": "true" })));
}

const noneYet = () => element("div", { class: "card" }, emptyState("package", "No orders yet",
  "Orders placed with this address show here, with the state they are in.", element("a", { class: "button primary", href: "/" }, "See the products")));

const noAddress = () => element("div", { class: "card" }, emptyState("mail", "Whose orders?",
  "Give the mail address you ordered with. After your first order this page knows it."));

let shown = "";

async function look() {
  const address = email.value.trim();
  if (address === "") {
    byId("orders").replaceChildren(noAddress());
    byId("more").hidden = true;
    return;
  }
  try {
    const page = await get(`/orders?customer=${encodeURIComponent(address)}&limit=${limit}`);
    byId("failure").hidden = true;
    email.removeAttribute("aria-invalid");
    byId("more").hidden = !page.next || limit >= MOST;
    const now = JSON.stringify(page);
    if (now !== shown) {
      shown = now;
      byId("orders").replaceChildren(page.orders.length === 0 ? noneYet()
        : element("ul", { class: "card flush order-rows", "aria-label": "Orders" }, page.orders.map(row)));
    }
  } catch (problem) {
    shown = "";
    byId("failure").hidden = false;
    byId("failure").textContent = problem.sentence ?? String(problem);
    email.setAttribute("aria-invalid", String(problem.status === 400));
  }
}

// An address that was typed and not sent is not asked for: half of one is no address.
let typing = false;
email.value = read("email") ?? "";
email.addEventListener("input", () => {
  typing = true;
});
byId("whose").addEventListener("submit", (event) => {
  event.preventDefault();
  typing = false;
  limit = PAGE;
  shown = "";
  write("email", email.value.trim());
  look();
});
byId("more").addEventListener("click", () => {
  limit = MOST;
  look();
});
every(LOOK_AGAIN_MILLIS, () => (typing ? undefined : look()));

// The basket, to be changed.

import { byId, element, emptyState, icon, reconcile } from "/kit/dom.js";
import { number } from "/kit/format.js";
import "./bar.js";
import * as basket from "./basket.js";
import { basketLines, money, total } from "./catalogue.js";

function quantityField({ sku, product }) {
  const input = element("input", {
    type: "number", min: 1, max: 1000, step: 1, inputmode: "numeric", "aria-label": `Pieces of ${product.name}`,
    change: () => (input.reportValidity() ? basket.set(sku, Number(input.value)) : undefined),
  });
  const step = (by, name, iconName) => element("button", {
    type: "button", class: "square plain", "aria-label": `${name} of ${product.name}`,
    click: () => basket.set(sku, Math.max(1, (Number(input.value) || 1) + by)),
  }, icon(iconName));
  return element("div", { class: "stepper" }, step(-1, "One less", "minus"), input, step(1, "One more", "plus"));
}

function row(line) {
  const { sku, product } = line;
  return element("li", { class: "basket-line" },
    element("a", { href: `/products/${encodeURIComponent(sku)}`, class: "picture", tabindex: -1, "aria-hidden": "true" },
      element("img", { src: product.picture, alt: "", width: 240, height: 200 })),
    element("div", { class: "grow" },
      element("h2", {}, element("a", { href: `/products/${encodeURIComponent(sku)}` }, product.name)),
      element("p", { class: "muted small" }, `${money(product.price)} each`),
      element("p", { class: "small short", data: { short: "" } })),
    quantityField(line),
    element("strong", { class: "number amount" }),
    element("button", { type: "button", class: "square plain", "aria-label": `Take ${product.name} out`, click: () => basket.set(sku, 0) }, icon("trash-2")));
}

function update(child, { product, quantity }) {
  child.querySelector("input").value = String(quantity);
  child.querySelector(".amount").textContent = money(total([{ product, quantity }]));
  const few = product.available !== "" && Number(product.available) < quantity;
  child.querySelector(".short").textContent = few
    ? `The warehouse has ${Math.max(0, Number(product.available))}: it will refuse the order as a whole.`
    : "";
}

const list = element("ul", { class: "card flush basket-lines", "aria-label": "In your basket" });
const pieces = element("dd", {});
const sum = element("dd", { class: "number" });
const filled = element("div", { class: "with-side" },
  list,
  element("aside", { class: "card summary", "aria-label": "Sum" },
    element("dl", { class: "sums" },
      element("div", {}, element("dt", {}, "Pieces"), pieces),
      element("div", {}, element("dt", {}, "Delivery"), element("dd", {}, "free")),
      element("div", { class: "sum" }, element("dt", {}, "Total"), sum)),
    element("a", { class: "button primary large wide", href: "/checkout" }, "Check out"),
    element("a", { class: "button plain wide", href: "/" }, "Go on shopping")));
const empty = element("div", { class: "card" }, emptyState("shopping-basket", "Your basket is empty",
  "What you add on the products' pages waits here until you order.", element("a", { class: "button primary", href: "/" }, "See the products")));

function show() {
  const lines = basketLines();
  const wanted = lines.length === 0 ? empty : filled;
  if (byId("basket").firstElementChild !== wanted) {
    byId("basket").replaceChildren(wanted);
  }
  reconcile(list, lines, (line) => line.sku, row, update);
  pieces.textContent = number(lines.reduce((all, line) => all + line.quantity, 0));
  sum.textContent = money(total(lines));
}

basket.whenChanged(show);
addEventListener("pageshow", show);
show();

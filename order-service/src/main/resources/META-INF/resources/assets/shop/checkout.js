// The form that makes an order of the basket.

import { byId, element, emptyState } from "/kit/dom.js";
import { post } from "/kit/http.js";
import "./bar.js";
import * as basket from "./basket.js";
import { basketLines, money, total } from "./catalogue.js";
import { read, write } from "./store.js";
import { visitorId } from "./visitor.js";

const form = byId("order-form");
let attempt = { body: null, key: null };

const field = (name) => form.elements.namedItem(name);

function orderFromForm() {
  const value = (name) => field(name).value.trim();
  return {
    customer: {
      name: value("customer.name"),
      email: value("customer.email") || null,
      phone: value("customer.phone").replaceAll(" ", "") || null,
      language: value("customer.language"),
    },
    deliverTo: {
      street: value("deliverTo.street"),
      postalCode: value("deliverTo.postalCode"),
      city: value("deliverTo.city"),
      country: value("deliverTo.country").toUpperCase(),
    },
    lines: basketLines().map(({ sku, quantity }) => ({ sku, quantity })),
    visitorId,
    payment: value("payment.cardToken") ? { cardToken: value("payment.cardToken") } : null,
  };
}

const randomKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** The same key as long as the same order was not answered: trying again makes no second order. */
function keyFor(order) {
  const body = JSON.stringify(order);
  if (attempt.body !== body) {
    attempt = { body, key: randomKey() };
  }
  return attempt.key;
}

function clearFaults() {
  byId("faults").hidden = true;
  form.querySelectorAll(".fault").forEach((fault) => fault.remove());
  form.querySelectorAll("[aria-invalid]").forEach((input) => {
    input.removeAttribute("aria-invalid");
    input.removeAttribute("aria-describedby");
  });
}

/** The API speaks of customer.email and lines[0].quantity; "customer" is that neither mail nor phone was given. */
const inputFor = (path) => (path === "customer" ? field("customer.email") : field(path));

function mark(input, remedy) {
  const id = `fault-${input.name.replaceAll(".", "-")}`;
  if (!byId(id)) {
    input.closest(".field").append(element("span", { class: "fault", id }, remedy));
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", id);
  }
}

function sayAtTop(text) {
  byId("faults").hidden = false;
  byId("faults").textContent = text;
}

function lineName(path) {
  const line = /^lines\[(\d+)]/.exec(path);
  return line ? basketLines()[Number(line[1])]?.product.name ?? path : path === "lines" ? "Your basket" : path;
}

function showFaults(problem) {
  const inputs = problem.errors.map((error) => [inputFor(error.field), error]).filter(([input]) => input instanceof HTMLElement);
  inputs.forEach(([input, error]) => mark(input, error.remedy));
  const others = problem.errors.filter((error) => !(inputFor(error.field) instanceof HTMLElement));
  if (problem.errors.length === 0) {
    sayAtTop(problem.sentence ?? String(problem));
  } else if (others.length > 0) {
    sayAtTop(others.map((error) => `${lineName(error.field)}: ${error.remedy}`).join(" "));
  }
  if (inputs.length > 0) {
    form.querySelector("[aria-invalid]").focus();
  } else {
    byId("faults").scrollIntoView({ block: "center" });
  }
}

async function place(event) {
  event.preventDefault();
  clearFaults();
  const button = byId("place");
  button.disabled = true;
  button.setAttribute("aria-busy", "true");
  try {
    const order = orderFromForm();
    const receipt = await post("/orders", order, { headers: { "Idempotency-Key": keyFor(order) } });
    basket.clear();
    if (order.customer.email) {
      write("email", order.customer.email);
    }
    location.assign(`/my-orders/${encodeURIComponent(receipt.orderId)}`);
  } catch (problem) {
    showFaults(Array.isArray(problem.errors) ? problem : { errors: [], sentence: String(problem.message ?? problem) });
    button.disabled = false;
    button.removeAttribute("aria-busy");
  }
}

function showSummary() {
  const lines = basketLines();
  byId("place").hidden = lines.length === 0;
  byId("summary").replaceChildren(...(lines.length === 0
    ? [emptyState("shopping-basket", "Nothing to order", "Put something into the basket first.", element("a", { class: "button", href: "/" }, "See the products"))]
    : [
      element("ul", { class: "goods" }, lines.map((line) =>
        element("li", {},
          element("img", { src: line.product.picture, alt: "", width: 240, height: 200 }),
          element("span", { class: "grow" }, line.product.name, element("span", { class: "muted small" }, `${line.quantity} × ${money(line.product.price)}`)),
          element("span", { class: "number" }, money(total([line])))))),
      element("dl", { class: "sums" },
        element("div", {}, element("dt", {}, "Delivery"), element("dd", {}, "free")),
        element("div", { class: "sum" }, element("dt", {}, "Total"), element("dd", { class: "number" }, money(total(lines))))),
    ]));
}

const remembered = read("email");
if (remembered) {
  field("customer.email").value = remembered;
}
basket.whenChanged(showSummary);
form.addEventListener("submit", place);
// Back from the order that was placed: the button works again.
addEventListener("pageshow", () => {
  byId("place").disabled = false;
  byId("place").removeAttribute("aria-busy");
  showSummary();
});
showSummary();

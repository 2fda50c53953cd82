// The shop's page: what happens when.

import { ordersOf, placeOrder } from "./api.js";
import { byId, clockTime, element, money, shortId } from "./elements.js";
import * as shelf from "./shelf.js";
import * as tracking from "./tracking.js";
import { visitorId } from "./visitor.js";

const RECENT = 8;
const form = byId("order-form");
let attempt = { body: null, key: null };
let followed = null;

function field(name) {
  return form.elements.namedItem(name);
}

function orderFromForm() {
  const value = (name) => field(name).value.trim();
  return {
    customer: {
      name: value("customer.name"),
      email: value("customer.email") || null,
      phone: value("customer.phone").replaceAll(" ", "") || null,
    },
    deliverTo: {
      street: value("deliverTo.street"),
      postalCode: value("deliverTo.postalCode"),
      city: value("deliverTo.city"),
      country: value("deliverTo.country").toUpperCase(),
    },
    lines: shelf.chosen(),
    visitorId,
    payment: value("payment.cardToken") ? { cardToken: value("payment.cardToken") } : null,
  };
}

function randomKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

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
  byId("faults").replaceChildren();
  form.querySelectorAll("[aria-invalid]").forEach((input) => input.removeAttribute("aria-invalid"));
}

function inputFor(path) {
  const line = /^lines\[(\d+)]/.exec(path);
  return line ? shelf.inputOfLine(Number(line[1])) : field(path);
}

/** As the form calls it: the API speaks of customer.email and lines[0].quantity. */
function nameOnPage(path) {
  const label = inputFor(path)?.labels?.[0];
  return label ? label.firstChild.textContent.trim() : path === "lines" ? "Products" : path === "customer" ? "E-mail and phone" : path;
}

function showFaults(problem) {
  const faults = problem.errors.length > 0
    ? problem.errors.map((error) => `${nameOnPage(error.field)}: ${error.remedy}`)
    : [`${problem.message} ${problem.remedy ?? ""}`];
  byId("faults").replaceChildren(...faults.map((text) => element("li", "", text)));
  byId("faults").hidden = false;
  const inputs = problem.errors.map((error) => inputFor(error.field)).filter((input) => input instanceof HTMLInputElement);
  inputs.forEach((input) => input.setAttribute("aria-invalid", "true"));
  if (inputs.length > 0) {
    inputs[0].focus();
  } else {
    byId("faults").scrollIntoView({ block: "center" });
  }
}

async function place(event) {
  event.preventDefault();
  clearFaults();
  const button = byId("place");
  button.disabled = true;
  try {
    const order = orderFromForm();
    const receipt = await placeOrder(order, keyFor(order));
    attempt = { body: null, key: null };
    open(receipt.orderId);
    byId("tracking").scrollIntoView({ behavior: "smooth", block: "start" });
  } catch (problem) {
    showFaults(problem);
  } finally {
    button.disabled = false;
  }
}

function open(orderId) {
  if (new URLSearchParams(location.search).get("order") !== orderId) {
    history.pushState(null, "", `?order=${encodeURIComponent(orderId)}`);
  }
  show(orderId);
}

function show(orderId) {
  followed = orderId;
  tracking.follow(orderId);
  showRecent();
}

async function showRecent() {
  const email = field("customer.email").value.trim();
  const list = byId("recent");
  if (email === "") {
    list.replaceChildren(element("li", "muted", "Give an e-mail address to see its orders."));
    return;
  }
  try {
    const { orders } = await ordersOf(email, RECENT);
    list.replaceChildren(...(orders.length > 0 ? orders.map(recentOrder) : [element("li", "muted", "None yet.")]));
  } catch (problem) {
    list.replaceChildren(element("li", "muted", problem.errors[0]?.remedy ?? `${problem.title}.`));
  }
}

function recentOrder(order) {
  const link = element("a");
  link.href = `?order=${encodeURIComponent(order.orderId)}`;
  link.append(
    element("span", "id", shortId(order.orderId)),
    element("span", `badge ${order.state.toLowerCase()}`, order.state.toLowerCase()),
    element("span", "muted", `${clockTime(order.placedAt)}, ${order.pieces} ${order.pieces === 1 ? "piece" : "pieces"}`),
    element("span", "total muted", money(order.total)));
  if (order.orderId === followed) {
    link.setAttribute("aria-current", "true");
  }
  link.addEventListener("click", (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      open(order.orderId);
      byId("tracking").scrollIntoView({ behavior: "smooth", block: "start" });
    }
  });
  const item = element("li");
  item.append(link);
  return item;
}

function showFromAddress() {
  const orderId = new URLSearchParams(location.search).get("order");
  if (orderId) {
    show(orderId);
  } else {
    showRecent();
  }
}

shelf.start();
tracking.whenStateChanges(showRecent);
form.addEventListener("submit", place);
field("customer.email").addEventListener("change", showRecent);
window.addEventListener("popstate", () => location.reload());
showFromAddress();

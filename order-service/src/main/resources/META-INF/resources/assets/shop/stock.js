// The stock on the page: looked at again and again, as the warehouse told it last.

import { get } from "/kit/http.js";
import { every } from "/kit/live.js";
import { number } from "/kit/format.js";

const LOOK_AGAIN_MILLIS = 2000;
const FEW = 10;

const places = [...document.querySelectorAll("[data-stock]")];

function words(available) {
  if (available === "") {
    return ["unknown", "stock not known yet"];
  }
  const pieces = Number(available);
  if (pieces <= 0) {
    return ["none", "sold out"];
  }
  return pieces <= FEW ? ["few", `${number(pieces)} left`] : ["many", `${number(pieces)} in stock`];
}

function show(place, available) {
  const before = place.dataset.available;
  const [kind, text] = words(available);
  place.textContent = text;
  place.dataset.kind = kind;
  place.dataset.available = available;
  if (before !== available && before !== "") {
    place.classList.remove("new");
    requestAnimationFrame(() => place.classList.add("new"));
  }
}

/**
 * Shows what the page came with, and what comes.
 *
 * @param line an element that says when stock may be old, or null
 * @param onShown called with a map of SKU to pieces
 */
export function watchStock(line, onShown = () => {}) {
  places.forEach((place) => show(place, place.dataset.available));
  every(LOOK_AGAIN_MILLIS, async () => {
    try {
      const known = new Map((await get("/products")).products.map((product) => [product.sku, product.available]));
      places.forEach((place) => show(place, String(known.get(place.dataset.stock) ?? "")));
      if (line) {
        line.dataset.line = "live";
        line.textContent = "stock as the warehouse tells it, live";
      }
      onShown(known);
    } catch {
      if (line) {
        line.dataset.line = "lost";
        line.textContent = "the shop does not answer: this stock may be old";
      }
    }
  });
}

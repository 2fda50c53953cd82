// One product: its stock, and the ways into the basket.

import { byId } from "/kit/dom.js";
import { plural } from "/kit/format.js";
import { done } from "/kit/say.js";
import { startAdding } from "./adding.js";
import "./bar.js";
import * as basket from "./basket.js";
import { watchStock } from "./stock.js";
import { lookedAt } from "./visitor.js";

const { sku } = byId("single").dataset;
const pieces = byId("pieces");

/** Puts the pieces in; false when the field says what is wrong with their number. */
function add() {
  if (!pieces.reportValidity()) {
    return false;
  }
  basket.add(sku, Number(pieces.value));
  return true;
}

byId("buy").addEventListener("submit", (event) => {
  event.preventDefault();
  if (add()) {
    done(`${plural(Number(pieces.value), "piece")} more in your basket.`);
  }
});
byId("buy-now").addEventListener("click", () => {
  if (add()) {
    location.assign("/checkout");
  }
});
startAdding();
watchStock(null, (known) => {
  const available = known.get(sku);
  byId("sold-out").hidden = available === undefined || available > 0;
});
lookedAt(sku);

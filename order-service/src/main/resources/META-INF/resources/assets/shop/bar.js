// The basket's count in the bar, on every page of the shop.

import { byId } from "/kit/dom.js";
import * as basket from "./basket.js";

function show() {
  const count = basket.pieces();
  byId("basket-count").hidden = count === 0;
  byId("basket-count").textContent = String(count);
  byId("basket-link").setAttribute("aria-label", `Basket, ${count === 1 ? "1 piece" : `${count} pieces`}`);
}

basket.whenChanged(show);
// A page that comes back as it was left shows what is in the basket now.
addEventListener("pageshow", show);
show();

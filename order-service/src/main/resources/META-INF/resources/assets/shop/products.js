// The shelf, and at its top the basket on its way out.

import { byId, element } from "/kit/dom.js";
import { plural } from "/kit/format.js";
import { startAdding, startLooking } from "./adding.js";
import "./bar.js";
import * as basket from "./basket.js";
import { basketLines, money, total } from "./catalogue.js";
import { watchStock } from "./stock.js";

const SHOWN = 4;

function showBasket() {
  const lines = basketLines();
  byId("to-checkout").hidden = lines.length === 0;
  byId("to-checkout").textContent = `Check out ${plural(lines.reduce((sum, line) => sum + line.quantity, 0), "piece")}, ${money(total(lines))}`;
  byId("welcome-note").textContent = lines.length === 0
    ? "Your basket is empty. Add something below."
    : basket.isUntouched() ? "A first basket is filled for you, and so is the form: two clicks place an order." : "";
  byId("welcome-basket").hidden = lines.length === 0;
  byId("welcome-basket").replaceChildren(...lines.slice(0, SHOWN).map(({ product, quantity }) =>
    element("li", {},
      element("img", { src: product.picture, alt: "", width: 240, height: 200 }),
      element("span", {}, quantity === 1 ? product.name : `${quantity} × ${product.name}`))));
}

basket.whenChanged(showBasket);
addEventListener("pageshow", showBasket);
showBasket();
startAdding();
startLooking();
watchStock(byId("stock-line"));

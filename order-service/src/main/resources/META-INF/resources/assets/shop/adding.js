// Buttons that put a product into the basket.

import { done } from "/kit/say.js";
import * as basket from "./basket.js";
import { lookedAt } from "./visitor.js";

export function startAdding() {
  document.querySelectorAll("[data-add]").forEach((button) =>
    button.addEventListener("click", () => {
      basket.add(button.dataset.add);
      lookedAt(button.dataset.add);
      const name = button.closest(".product").querySelector("h3").textContent.trim();
      done(`${name} is in your basket.`);
    }));
}

/** Who points at a product or reaches it by keyboard looks at it; to see it on the shelf is not enough. */
export function startLooking() {
  document.querySelectorAll(".product").forEach((product) => {
    product.addEventListener("pointerenter", () => lookedAt(product.dataset.sku));
    product.addEventListener("focusin", () => lookedAt(product.dataset.sku));
  });
}

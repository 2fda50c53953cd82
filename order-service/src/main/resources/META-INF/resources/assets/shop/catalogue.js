// The products that the page knows: name, price, picture.

import { byId } from "/kit/dom.js";
import * as basket from "./basket.js";

const list = byId("catalogue");

const products = new Map([...list.children].map(({ dataset }) => [
  dataset.sku,
  { sku: dataset.sku, name: dataset.name, price: Number(dataset.price), picture: dataset.picture, available: dataset.available },
]));

const format = new Intl.NumberFormat("en", { style: "currency", currency: list.dataset.currency });

/** What is known of a product; one that left the catalogue has a name all the same. */
export const productOf = (sku) => products.get(sku) ?? { sku, name: sku, picture: "/assets/products/none.svg" };

export const money = (amount) => format.format(amount);

/** What is in the basket, with what is known of it; a product that left the catalogue leaves the basket too. */
export function basketLines() {
  const lines = basket.lines();
  lines.filter((line) => !products.has(line.sku)).forEach((line) => basket.set(line.sku, 0));
  return lines.filter((line) => products.has(line.sku)).map((line) => ({ ...line, product: products.get(line.sku) }));
}

/** Sums of cents are whole numbers, so no sum is off by a rounding. */
export const total = (lines) => lines.reduce((sum, line) => sum + Math.round(line.product.price * 100) * line.quantity, 0) / 100;

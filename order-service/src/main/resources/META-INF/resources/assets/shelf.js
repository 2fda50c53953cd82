// The products: their live stock, and what of them is in the order.

import { products } from "./api.js";
import { byId, money } from "./elements.js";
import { lookedAt } from "./visitor.js";

const LOOK_AGAIN_MILLIS = 2000;
const FEW = 10;

const rows = [...document.querySelectorAll(".product")];

function showStock(row, available) {
  const stock = row.querySelector(".stock");
  const before = stock.dataset.available;
  const now = available === undefined ? "" : String(available);
  stock.textContent = now === "" ? "stock not known yet" : available > FEW ? `${available} in stock` : available > 0 ? `${available} left` : "sold out";
  stock.classList.toggle("few", now !== "" && available > 0 && available <= FEW);
  stock.classList.toggle("none", now !== "" && available <= 0);
  stock.classList.remove("moved");
  if (before !== now && before !== "") {
    requestAnimationFrame(() => stock.classList.add("moved"));
  }
  stock.dataset.available = now;
}

async function look() {
  if (!document.hidden) {
    try {
      const bySku = new Map((await products()).products.map((product) => [product.sku, product]));
      rows.forEach((row) => showStock(row, bySku.get(row.dataset.sku)?.available));
      byId("stock-note").textContent = "Stock as the warehouse tells it, live.";
    } catch (problem) {
      byId("stock-note").textContent = `${problem.title}: the stock shown may be old.`;
    }
  }
  setTimeout(look, LOOK_AGAIN_MILLIS);
}

/** What is in the order: [{sku, quantity}]. A quantity that is no whole number stays as it is, for the API to refuse. */
export function chosen() {
  return rows
    .map((row) => ({ sku: row.dataset.sku, quantity: Number(row.querySelector("input").value) }))
    .filter((line) => line.quantity !== 0);
}

function showTotal() {
  let total = 0;
  let pieces = 0;
  rows.forEach((row) => {
    const quantity = Number(row.querySelector("input").value);
    row.classList.toggle("chosen", quantity > 0);
    total += quantity * Number(row.dataset.price);
    pieces += quantity;
  });
  byId("pieces").textContent = pieces === 1 ? "1 piece" : `${pieces} pieces`;
  byId("total").textContent = money(total);
}

/** Marks the input of a line, by its index among the chosen. */
export function inputOfLine(index) {
  const line = chosen()[index];
  return line && rows.find((row) => row.dataset.sku === line.sku)?.querySelector("input");
}

export function start() {
  rows.forEach((row) => {
    const { available } = row.querySelector(".stock").dataset;
    showStock(row, available === "" ? undefined : Number(available));
    row.addEventListener("input", showTotal);
    // Who touches a product or points at it looks at it; to see it on the shelf is not enough.
    row.addEventListener("pointerenter", () => lookedAt(row.dataset.sku));
    row.addEventListener("focusin", () => lookedAt(row.dataset.sku));
  });
  showTotal();
  look();
}

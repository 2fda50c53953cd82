// Orders of the tour, placed by the shop's own API.

import { get, path, post } from "/kit/http.js";

/** Where an order is shown. */
export const orderPage = (orderId) => path`/my-orders/${orderId}`;

export const place = (sku) => post("/orders", {
  customer: { name: "Ada Lovelace", email: "ada@example.com" },
  deliverTo: { street: "12 St James's Square", postalCode: "SW1Y 4JH", city: "London", country: "GB" },
  lines: [{ sku, quantity: 1 }],
}).then((receipt) => receipt.orderId);

export const order = (orderId) => get(path`/orders/${orderId}`);

export const cancel = (orderId) => post(path`/orders/${orderId}/cancellation`, { reason: "A step of the tour" });

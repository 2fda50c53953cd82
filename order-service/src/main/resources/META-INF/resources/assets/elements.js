// Small helpers around the document. Text only ever enters it as text.

export const byId = (id) => document.getElementById(id);

export function element(name, className, text) {
  const created = document.createElement(name);
  if (className) {
    created.className = className;
  }
  if (text !== undefined) {
    created.textContent = text;
  }
  return created;
}

const currency = document.body.dataset.currency;
const moneyFormat = new Intl.NumberFormat("en", { style: "currency", currency });
const timeFormat = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });

export const money = (amount) => moneyFormat.format(amount);

export const clockTime = (instant) => timeFormat.format(new Date(instant));

export const shortId = (orderId) => orderId.slice(0, 8);

/** 12 ms, 1.4 s, 3 min. */
export function span(milliseconds) {
  if (milliseconds < 1000) {
    return `${milliseconds} ms`;
  }
  if (milliseconds < 60_000) {
    return `${(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 2 : 1)} s`;
  }
  return `${Math.round(milliseconds / 60_000)} min`;
}

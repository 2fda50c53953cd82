// The API, with its problems (RFC 9457) as exceptions.

export class Problem extends Error {
  constructor(problem) {
    super(problem.detail ?? problem.title);
    this.title = problem.title;
    this.status = problem.status;
    this.remedy = problem.remedy;
    this.errors = problem.errors ?? [];
  }
}

async function call(path, options = {}) {
  let response;
  try {
    response = await fetch(path, { cache: "no-store", ...options });
  } catch {
    throw new Problem({ title: "The shop cannot be reached", status: 0, remedy: "Check that it runs, then try again." });
  }
  if (response.ok) {
    return response.json();
  }
  const problem = await response.json().catch(() => ({}));
  throw new Problem({ title: "The shop answered " + response.status, remedy: "Try again in a moment.", ...problem, status: response.status });
}

const post = (path, body, headers = {}) =>
  call(path, { method: "POST", headers: { "Content-Type": "application/json", ...headers }, body: JSON.stringify(body) });

export const products = () => call("/products");

export const placeOrder = (order, idempotencyKey) => post("/orders", order, { "Idempotency-Key": idempotencyKey });

export const cancelOrder = (orderId, reason) => post(`/orders/${encodeURIComponent(orderId)}/cancellation`, { reason });

/** Sent also while the page is left, and never waited for: it may be lost. */
export const tellViews = (visitorId, viewed) =>
  fetch("/activity", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ visitorId, viewed }),
    keepalive: true,
  }).catch(() => {});

export const ordersOf = (email, limit) => call(`/orders?customer=${encodeURIComponent(email)}&limit=${limit}`);

export const eventsPath = (orderId) => `/orders/${encodeURIComponent(orderId)}/events`;

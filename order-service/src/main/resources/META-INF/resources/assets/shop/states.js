// An order's states, in words and colours.

export const toneOf = { PLACED: "accent", CONFIRMED: "accent", SCHEDULED: "accent", DISPATCHED: "accent", DELIVERED: "good", REJECTED: "bad", CANCELLED: "warn" };

export const wordOf = (state) => state.toLowerCase();

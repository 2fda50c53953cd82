// The basket: how many pieces of what, in this browser alone. A first visitor finds something in it.

import { read, write } from "./store.js";

const KEY = "basket";
const MOST = 1000;

const listeners = [];

const suggested = () =>
  Object.fromEntries((document.getElementById("basket-link")?.dataset.suggested ?? "").split(",").filter(Boolean).map((each) => {
    const [sku, pieces] = each.split(":");
    return [sku, Number(pieces)];
  }));

/** What is stored may be anything: another version's, or somebody's play with the console. */
function contents() {
  const stored = read(KEY);
  if (stored === null) {
    return suggested();
  }
  try {
    return Object.fromEntries(Object.entries(JSON.parse(stored)).filter(([, pieces]) => Number.isInteger(pieces) && pieces > 0));
  } catch {
    return {};
  }
}

function store(next) {
  write(KEY, JSON.stringify(next));
  listeners.forEach((listener) => listener());
}

/** Whether nobody touched it yet. */
export const isUntouched = () => read(KEY) === null;

/** [{ sku, quantity }], in the order in which they were put in. */
export const lines = () => Object.entries(contents()).map(([sku, quantity]) => ({ sku, quantity }));

export const pieces = () => lines().reduce((sum, line) => sum + line.quantity, 0);

export function add(sku, quantity = 1) {
  const now = contents();
  store({ ...now, [sku]: Math.min(MOST, (now[sku] ?? 0) + quantity) });
}

/** Sets the pieces of a product; none takes it out. */
export function set(sku, quantity) {
  const { [sku]: before, ...others } = contents();
  if (quantity <= 0) {
    store(others);
  } else {
    store(before === undefined ? { ...others, [sku]: quantity } : { ...contents(), [sku]: Math.min(MOST, quantity) });
  }
}

export const clear = () => store({});

/** Calls back at each change, in this tab or another. */
export function whenChanged(listener) {
  listeners.push(listener);
  addEventListener("storage", (event) => event.key === KEY && listener());
}

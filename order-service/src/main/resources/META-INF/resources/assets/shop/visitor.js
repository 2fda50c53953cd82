// Who looks: a random id in this browser, and what was looked at. Says nothing about the person.

import { read, write } from "./store.js";

const KEY = "visitor";
const AT_ONCE = 20;
const WAIT_MILLIS = 2000;

const seen = new Set();
let waiting = [];
let timer = null;

const newId = () => "v-" + [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

function storedId() {
  const id = read(KEY) ?? newId();
  write(KEY, id);
  return id;
}

export const visitorId = storedId();

function tell() {
  clearTimeout(timer);
  timer = null;
  while (waiting.length > 0) {
    // Sent also while the page is left, and never waited for: it may be lost.
    fetch("/activity", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ visitorId, viewed: waiting.splice(0, AT_ONCE) }),
      keepalive: true,
    }).catch(() => {});
  }
}

/** A product was looked at; told once per page, together with others. */
export function lookedAt(sku) {
  if (!seen.has(sku)) {
    seen.add(sku);
    waiting.push(sku);
    timer ??= setTimeout(tell, WAIT_MILLIS);
  }
}

addEventListener("pagehide", tell);

// Who looks: a random id in this browser, and what was looked at. Says nothing about the person.

import { tellViews } from "./api.js";

const KEY = "visitor";
const AT_ONCE = 20;
const WAIT_MILLIS = 2000;

const seen = new Set();
let waiting = [];
let timer = null;

function newId() {
  return "v-" + [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function storedId() {
  try {
    const id = localStorage.getItem(KEY) ?? newId();
    localStorage.setItem(KEY, id);
    return id;
  } catch {
    return newId();
  }
}

export const visitorId = storedId();

function tell() {
  clearTimeout(timer);
  timer = null;
  while (waiting.length > 0) {
    tellViews(visitorId, waiting.splice(0, AT_ONCE));
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

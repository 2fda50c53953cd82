// JSON as a tree that can be folded. Text enters as text; what is very deep or very large is shown as it came.

import { element } from "/kit/dom.js";

const DEEPEST = 60;
const OPEN_DEPTH = 3;
const MOST_OPEN = 100;
const MOST_ENTRIES = 2000;

function leaf(value) {
  if (typeof value === "string") {
    return element("span", { class: "string" }, JSON.stringify(value));
  }
  if (typeof value === "number") {
    return element("span", { class: "number" }, String(value));
  }
  return element("span", { class: "literal" }, String(value));
}

function node(key, value, depth, last) {
  const name = key === null ? [] : [element("span", { class: "key" }, JSON.stringify(key)), ": "];
  const comma = last ? "" : ",";
  if (value === null || typeof value !== "object") {
    return element("div", {}, name, leaf(value), comma);
  }
  const array = Array.isArray(value);
  const entries = array ? value.map((each) => [null, each]) : Object.entries(value);
  const [open, close] = array ? ["[", "]"] : ["{", "}"];
  if (entries.length === 0) {
    return element("div", {}, name, open + close + comma);
  }
  if (depth >= DEEPEST) {
    return element("div", {}, name, element("span", { class: "count" }, `${open} … too deep to show here ${close}`), comma);
  }
  const count = `${entries.length} ${array ? (entries.length === 1 ? "element" : "elements") : entries.length === 1 ? "member" : "members"}`;
  const inside = element("div", {});
  const details = element("details", { open: depth < OPEN_DEPTH && entries.length <= MOST_OPEN },
    element("summary", {}, name, open, element("span", { class: "folded" }, element("span", { class: "count" }, ` ${count} `), close + comma)),
    inside,
    close + comma);
  // Made when it is opened: a large document costs nothing until somebody looks into it.
  const fill = () => {
    if (details.open && inside.childElementCount === 0) {
      const shown = entries.slice(0, MOST_ENTRIES);
      inside.append(...shown.map(([each, child], i) => node(each, child, depth + 1, i === entries.length - 1)));
      if (entries.length > shown.length) {
        inside.append(element("div", { class: "count" }, `… and ${entries.length - shown.length} more; download the value to see them`));
      }
    }
  };
  details.addEventListener("toggle", fill);
  fill();
  return details;
}

/** The tree of a document, or the document as text when it cannot be read. Numbers too large for a browser stay as they were written. */
export function jsonTree(text) {
  try {
    if (/\d{16,}/.test(text)) {
      return element("pre", { class: "code" }, text);
    }
    return element("div", { class: "code json" }, node(null, JSON.parse(text), 0, true));
  } catch {
    return element("pre", { class: "code" }, text);
  }
}

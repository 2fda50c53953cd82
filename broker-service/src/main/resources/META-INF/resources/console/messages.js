// One record: a line in a list, which opens to all that is known of it.

import { element, emptyState, icon } from "/kit/dom.js";
import { get, path } from "/kit/http.js";
import { bytes, dateTime, number } from "/kit/format.js";
import { done } from "/kit/say.js";
import { failure } from "./lists.js";
import { jsonTree } from "./json.js";

const NOTES = {
  tombstone: ["warn", "tombstone", "No value: in a compacted topic it deletes its key"],
  commit: ["good", "commit", "The marker of a committed transaction; consumers do not see it"],
  abort: ["bad", "abort", "The marker of an aborted transaction; consumers do not see it"],
  control: ["", "control", "A record of the protocol's own; consumers do not see it"],
  "too-large": ["warn", "too large", "Opens to more than can be shown here"],
  unreadable: ["bad", "unreadable", "A batch that cannot be decoded"],
};
const TRANSACTIONS = {
  committed: ["accent", "in a transaction", "Written in a transaction that was committed"],
  aborted: ["bad", "aborted", "Written in a transaction that was aborted: consumers of committed records pass over it"],
  open: ["warn", "undecided", "Its transaction, or one before it, is not decided: consumers of committed records do not see it yet"],
};

const badge = ([kind, text, title]) => element("span", { class: `badge ${kind}`, title }, text);

/** Direction characters as signs, so that nothing reorders what is written. */
const inOrder = (text) => text.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "\ufffd");

/** Control characters as blanks too, so that a line is one. */
const oneLine = (text) => inOrder(text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, " "));

function inLine(content, none) {
  if (content === null) {
    return element("span", { class: "muted" }, none);
  }
  return content.encoding === "base64" ? `${number(content.bytes)} bytes · ${hex(content.text, 24)}` : oneLine(content.text).slice(0, 400);
}

function hex(base64, most) {
  const raw = atob(base64);
  return Array.from(raw.slice(0, most), (letter) => letter.charCodeAt(0).toString(16).padStart(2, "0")).join(" ") + (raw.length > most ? " …" : "");
}

function hexDump(base64) {
  const raw = atob(base64);
  const lines = [];
  for (let at = 0; at < Math.min(raw.length, 4096); at += 16) {
    const part = Array.from(raw.slice(at, at + 16), (letter) => letter.charCodeAt(0));
    lines.push(`${at.toString(16).padStart(6, "0")}  ${part.map((each) => each.toString(16).padStart(2, "0")).join(" ").padEnd(48)} ${part.map((each) => (each > 31 && each < 127 ? String.fromCharCode(each) : "·")).join("")}`);
  }
  if (raw.length > 4096) {
    lines.push("…");
  }
  return lines.join("\n");
}

const FORMS = { json: "JSON", text: "text", base64: "bytes" };

function content(title, shown, none, ...more) {
  if (shown === null) {
    return element("div", {}, element("div", { class: "part-head" }, element("h3", {}, title), more), element("p", { class: "muted small" }, none));
  }
  const copy = element("button", {
    type: "button", class: "plain small", click: async () => {
      await navigator.clipboard.writeText(shown.text);
      done(`${title} copied.`);
    },
  }, icon("copy"), "Copy");
  const body = shown.encoding === "json" ? jsonTree(inOrder(shown.text)) : element("pre", { class: "code", tabindex: "0" }, shown.encoding === "base64" ? hexDump(shown.text) : inOrder(shown.text));
  return element("div", {},
    element("div", { class: "part-head" }, element("h3", {}, title),
      element("span", { class: "chip" }, `${FORMS[shown.encoding]} · ${bytes(shown.bytes)}`),
      shown.shown < shown.bytes ? element("span", { class: "badge warn" }, `first ${bytes(shown.shown)} shown`) : null,
      navigator.clipboard ? copy : null, more),
    body);
}

function headers(record) {
  if (record.headers.length === 0) {
    return null;
  }
  return element("div", {},
    element("div", { class: "part-head" }, element("h3", {}, "Headers"), record.headersInAll > record.headers.length ? element("span", { class: "badge warn" }, `${record.headers.length} of ${number(record.headersInAll)}`) : null),
    element("dl", { class: "facts" }, record.headers.flatMap((header) => [
      element("dt", {}, inOrder(header.key)),
      element("dd", { class: "mono" }, header.value === null ? "no value" : header.value.encoding === "base64" ? hex(header.value.text, 64) : inOrder(header.value.text)),
    ])));
}

function inside(topic, record) {
  const value = path`/api/topics/${topic}/partitions/${record.partition}/records/${record.offset}/value`;
  const facts = [
    ["Time", record.timestamp < 0 ? "none" : `${dateTime(record.timestamp)}, ${record.timestampType === "append" ? "set by the broker" : "set by the producer"}`],
    ["Batch", `${bytes(record.batchBytes)}, ${record.compression === "none" ? "not compressed" : record.compression}`],
    record.producerId >= 0 ? ["Producer", `${record.producerId}, epoch ${record.producerEpoch}${record.sequence >= 0 ? `, sequence ${record.sequence}` : ""}`] : null,
    record.transaction !== "none" ? ["Transaction", TRANSACTIONS[record.transaction][2]] : null,
    record.kind !== "data" && record.value !== null ? ["Kind", NOTES[record.kind][2]] : null,
  ].filter(Boolean);
  return [
    content("Value", record.value, record.kind === "data" ? "No value." : NOTES[record.kind][2], record.value === null ? null : element("a", { class: "button plain small", href: value, download: "" }, icon("download"), "Download")),
    content("Key", record.key, "No key."),
    headers(record),
    element("dl", { class: "facts" }, facts.flatMap(([name, text]) => [element("dt", {}, name), element("dd", {}, text)])),
  ].filter(Boolean);
}

export const keyOf = (record) => `${record.partition}-${record.offset}`;

/** The line of a record. Its whole content is asked for when it is opened. */
export function message(topic, record) {
  const box = element("div", { class: "inside", hidden: true });
  const button = element("button", { type: "button", "aria-expanded": "false" },
    icon("chevron-right"),
    element("span", { class: "when number" }, record.timestamp < 0 ? "no time" : dateTime(record.timestamp).replace(",", "")),
    element("span", { class: "where number", title: `Partition ${record.partition}, offset ${record.offset}` }, `${record.partition} / ${record.offset}`),
    element("span", { class: "its-key" }, inLine(record.key, "no key")),
    element("span", { class: "preview" }, record.kind === "data" ? inLine(record.value, "no value") : NOTES[record.kind][2]),
    element("span", { class: "marks" }, record.kind === "data" ? null : badge(NOTES[record.kind]), record.transaction === "none" ? null : badge(TRANSACTIONS[record.transaction])));
  button.addEventListener("click", async () => {
    const open = button.getAttribute("aria-expanded") !== "true";
    button.setAttribute("aria-expanded", String(open));
    box.hidden = !open;
    if (open && box.childElementCount === 0) {
      box.append(element("p", { class: "muted small" }, "Reading …"));
      try {
        const whole = await get(path`/api/topics/${topic}/partitions/${record.partition}/records/${record.offset}`);
        box.replaceChildren(...inside(topic, whole));
      } catch (problem) {
        box.replaceChildren(failure(problem));
      }
    }
  });
  return element("div", { class: `message ${record.transaction === "aborted" ? "faded" : ""}`, data: { key: keyOf(record) } }, button, box);
}

export const heads = () => element("div", { class: "message-head", "aria-hidden": "true" }, element("span"), element("span", {}, "Time"), element("span", {}, "Partition / offset"), element("span", {}, "Key"), element("span", {}, "Value"));

export const nothing = (searched, scanned) => (searched
  ? emptyState("search", "Nothing found", `${number(scanned)} records were looked at, and none of them fits.`)
  : emptyState("inbox", "No records here", "A record is here as soon as a producer has written one, and until retention or compaction takes it."));

import { byId, element, emptyState } from "/kit/dom.js";
import { get, path, post, Problem } from "/kit/http.js";
import { follow } from "/kit/live.js";
import { bytes, number, plural, span } from "/kit/format.js";
import { jsonTree } from "./json.js";

const HISTORY = "sql-history";
const REMEMBERED = 20;
const NUMBERS = /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|UINTEGER|DOUBLE|FLOAT|DECIMAL.*)$/;
const EXAMPLES = [
  ["Events by type", "orders", "SELECT _headers['ce_type'] AS event, count(*) AS events\nFROM orders\nGROUP BY ALL\nORDER BY events DESC"],
  ["Events per minute", "orders", "SELECT date_trunc('minute', _timestamp) AS minute, count(*) AS events\nFROM orders\nGROUP BY ALL\nORDER BY minute DESC\nLIMIT 60"],
  ["Newest records", "orders", "SELECT _timestamp, _partition, _offset, _key, _value\nFROM orders\nORDER BY _timestamp DESC\nLIMIT 20"],
  ["Stock now", "inventory", "SELECT _key AS sku, arg_max(_value, _offset) AS level\nFROM inventory\nGROUP BY ALL\nORDER BY sku"],
];

const query = byId("query");
let last = null;
let running = null;
let following = null;

const quoted = (name) => (/^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`);

function history() {
  try {
    const kept = JSON.parse(localStorage.getItem(HISTORY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((each) => typeof each === "string") : [];
  } catch {
    return []; // Storage is closed to this page, or somebody else has written there.
  }
}

function remember(text) {
  const all = [text, ...history().filter((each) => each !== text)].slice(0, REMEMBERED);
  try {
    localStorage.setItem(HISTORY, JSON.stringify(all));
  } catch {
    // Without storage there is no history; the query runs all the same.
  }
  showHistory();
}

function showHistory() {
  const all = history();
  byId("history").replaceChildren(...(all.length === 0
    ? [element("p", { class: "muted" }, "Queries that you have run are kept here, in this browser.")]
    : all.map((text) => element("button", { type: "button", class: "plain", click: () => write(text) }, text.length > 120 ? `${text.slice(0, 120)}…` : text))));
}

function write(text) {
  query.value = text;
  query.focus();
}

function bounds() {
  const [name, value] = byId("bound").value.split("=");
  if (name === "newest") {
    return { newest: Number(value) };
  }
  return name === "minutes" ? { since: new Date(Date.now() - Number(value) * 60_000).toISOString() } : {};
}

function fault(failure) {
  const notice = byId("fault");
  notice.hidden = failure === null;
  notice.textContent = failure === null ? "" : failure instanceof Problem ? failure.sentence : String(failure.message ?? failure);
}

// An id, a time, a word: in one line, however many columns there are.
const SHORT = 40;

function cell(value, type) {
  if (value === null) {
    return element("td", {}, element("span", { class: "none" }, "null"));
  }
  if (NUMBERS.test(type)) {
    return element("td", { class: "number" }, typeof value === "number" ? number(value) : value);
  }
  if (typeof value === "object") {
    return element("td", {}, folded(JSON.stringify(value)));
  }
  const text = String(value);
  return element("td", { class: text.length > SHORT ? null : "nowrap" }, /^\s*[[{]/.test(text) ? folded(text) : text);
}

function folded(text) {
  const details = element("details", {}, element("summary", {}, text.length > 80 ? `${text.slice(0, 80)}…` : text));
  details.addEventListener("toggle", () => {
    if (details.open && details.childElementCount === 1) {
      details.append(jsonTree(text));
    }
  });
  return details;
}

function show(answer) {
  last = answer;
  const read = answer.read;
  byId("told").textContent = `${plural(answer.rows.length, "row")}${answer.cut ? " (cut off at the limit)" : ""} from ${plural(read.records, "record")} (${bytes(read.bytes)}) in ${span(answer.milliseconds)}`;
  byId("downloads").hidden = answer.rows.length === 0;
  if (answer.rows.length === 0) {
    byId("answer").replaceChildren(emptyState("table", "No rows", read.records === 0 ? "No record was read: the topics are empty, or nothing lies within the bounds." : "Records were read, but none fits the query."));
    return;
  }
  byId("answer").replaceChildren(element("div", { class: "table-wrap sql-answer", tabindex: "0", role: "region", "aria-label": "Rows" },
    element("table", { class: "table dense" },
      element("thead", {}, element("tr", {}, answer.columns.map((column) => element("th", { scope: "col", class: NUMBERS.test(column.type) ? "number" : null }, column.name, element("span", { class: "sub" }, column.type.length > 30 ? `${column.type.slice(0, 30)}…` : column.type.toLowerCase()))))),
      element("tbody", {}, answer.rows.map((row) => element("tr", {}, row.map((value, i) => cell(value, answer.columns[i].type))))))));
}

function busy(state) {
  byId("run").disabled = state;
  byId("stop").hidden = !state;
}

function stop() {
  running?.abort();
  running = null;
  following?.();
  following = null;
  busy(false);
}

async function run() {
  const text = query.value.trim();
  stop();
  fault(null);
  if (text === "") {
    fault(new Problem({ title: "There is no query", remedy: "Write one, or take an example." }));
    query.focus();
    return;
  }
  remember(text);
  busy(true);
  byId("line").hidden = !byId("live").checked;
  if (byId("live").checked) {
    const parameters = new URLSearchParams({ query: text, ...bounds() });
    following = follow(`/sql/live?${parameters}`, {
      answer: show,
      problem: (problem) => {
        fault(new Problem(problem));
        stop();
      },
      lost: (closed) => {
        if (closed) {
          fault(new Problem({ title: "The live query was not accepted", remedy: "Run it once, without refreshing, to see why; at most a few live queries run at a time." }));
          stop();
        }
      },
    }, byId("line"));
    return;
  }
  const mine = new AbortController();
  running = mine;
  try {
    show(await post("/sql", { query: text, ...bounds() }, { signal: mine.signal }));
  } catch (failure) {
    fault(failure.name === "AbortError" ? null : failure);
  } finally {
    if (running === mine) {
      running = null;
      busy(false);
    }
  }
}

function save(name, type, content) {
  const link = element("a", { href: URL.createObjectURL(new Blob([content], { type })), download: name });
  link.click();
  URL.revokeObjectURL(link.href);
}

function csv(answer) {
  const field = (value) => {
    const text = value === null ? "" : typeof value === "object" ? JSON.stringify(value) : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [answer.columns.map((column) => field(column.name)), ...answer.rows.map((row) => row.map(field))].map((row) => row.join(",")).join("\r\n");
}

const lines = (answer) => answer.rows.map((row) => JSON.stringify(Object.fromEntries(row.map((value, i) => [answer.columns[i].name, value])))).join("\n");

async function columns(topic, place) {
  if (place.childElementCount > 1) {
    place.lastElementChild.remove();
    return;
  }
  try {
    const answer = await post("/sql", { query: `DESCRIBE ${quoted(topic)}`, newest: 200 });
    place.append(element("dl", { class: "sql-columns" }, answer.rows.map((row) => [element("dt", {}, row[0]), element("dd", { title: row[1] }, row[1].toLowerCase())])));
  } catch (failure) {
    place.append(element("p", { class: "muted" }, failure instanceof Problem ? failure.sentence : String(failure)));
  }
}

async function tables() {
  try {
    const page = await get(`/api/topics?size=100&search=${encodeURIComponent(byId("filter").value.trim())}`);
    byId("tables").replaceChildren(...(page.items.length === 0
      ? [element("p", { class: "muted" }, byId("filter").value ? "No topic has that in its name." : "Topics are here as soon as there are some.")]
      : page.items.map((topic) => {
        const place = element("div", {});
        place.append(element("button", { type: "button", class: "plain", title: "Show its columns", click: () => columns(topic.name, place) }, quoted(topic.name)));
        return place;
      })));
    examples(page.items.map((topic) => topic.name));
  } catch (failure) {
    byId("tables").replaceChildren(element("p", { class: "muted" }, failure instanceof Problem ? failure.sentence : String(failure)));
  }
}

let offered = false;

function examples(names) {
  if (offered || names.length === 0) {
    return;
  }
  offered = true;
  const fitting = EXAMPLES.filter(([, topic]) => names.includes(topic));
  const all = fitting.length > 0 ? fitting : [["Newest records", names[0], `SELECT *\nFROM ${quoted(names[0])}\nORDER BY _timestamp DESC\nLIMIT 20`]];
  byId("examples").replaceChildren(...all.map(([name, , text]) => element("button", { type: "button", class: "small", click: () => write(text) }, name)));
  if (query.value === "") {
    query.value = all[0][2];
  }
}

byId("form").addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
query.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    run();
  }
});
byId("stop").addEventListener("click", stop);
byId("live").addEventListener("change", () => {
  if (!byId("live").checked && following) {
    stop();
  }
});
byId("csv").addEventListener("click", () => save("answer.csv", "text/csv", csv(last)));
byId("jsonl").addEventListener("click", () => save("answer.jsonl", "application/x-ndjson", lines(last)));
byId("filter").addEventListener("input", tables);
byId("answer").replaceChildren(emptyState("terminal", "No answer yet", "Run the query: its rows come here, with what was read for them."));
showHistory();
tables();

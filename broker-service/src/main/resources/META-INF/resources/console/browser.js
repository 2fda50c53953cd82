// The message browser: what is looked for stands in the address; live, what is written is shown as it comes.

import { element, emptyState, icon } from "/kit/dom.js";
import { get, path } from "/kit/http.js";
import { follow } from "/kit/live.js";
import { bytes, number, plural } from "/kit/format.js";
import { failed } from "/kit/say.js";
import { failure, query } from "./lists.js";
import { heads, message, nothing } from "./messages.js";

const MOST_LIVE = 300;
const NAMES = ["partition", "from", "offset", "time", "key", "text", "markers"];

const option = (value, text, chosen) => element("option", { value, selected: value === chosen }, text);
const field = (name, control, kind = "") => element("label", { class: `field ${kind}` }, element("span", {}, name), control);

export function browse(topic, host) {
  const choice = { from: "newest", ...Object.fromEntries(new URLSearchParams(location.search)) };
  let stop = null;
  let asked = 0;

  const partition = element("select", { name: "partition" }, option("", "All", choice.partition ?? ""));
  const from = element("select", { name: "from" },
    option("newest", "Newest first", choice.from), option("oldest", "Oldest first", choice.from), option("offset", "From an offset", choice.from), option("time", "From a time", choice.from));
  const offset = field("Offset", element("input", { name: "offset", type: "number", min: "0", step: "1", value: choice.offset ?? "" }));
  const time = field("Time", element("input", { name: "time", type: "datetime-local", step: "1", value: choice.time ?? "" }));
  const live = element("button", { type: "button", "aria-pressed": "false" }, icon("radio"), "Live");
  const line = element("span", { class: "live", hidden: true });
  const download = element("a", { class: "button", download: "" }, icon("download"), "Download");
  const tools = element("form", { class: "tools", role: "search" },
    field("Partition", partition), field("Begin", from), offset, time,
    field("Key is", element("input", { name: "key", class: "code", autocomplete: "off", spellcheck: "false", value: choice.key ?? "" })),
    field("Text anywhere", element("input", { name: "text", type: "search", autocomplete: "off", spellcheck: "false", value: choice.text ?? "", placeholder: "in key, value or headers" }), "grow"),
    element("label", { class: "check" }, element("input", { type: "checkbox", name: "markers", checked: choice.markers === "true" }), " Markers"),
    element("button", { class: "primary" }, icon("search"), "Search"), live, download);
  const said = element("p", { class: "muted small row", role: "status" });
  const list = element("div", { class: "messages" });
  const card = element("section", { class: "card flush", "aria-label": "Messages" }, heads(), list);
  const more = element("div", { class: "row" });
  host.append(tools, said, card, more);

  function parameters(cursor = null) {
    return {
      partition: choice.partition, key: choice.key, text: choice.text, markers: choice.markers, cursor,
      direction: choice.from === "newest" ? "newest" : "oldest",
      offset: choice.from === "offset" && choice.offset !== undefined ? choice.offset : "",
      time: choice.from === "time" && choice.time ? new Date(choice.time).toISOString() : "",
    };
  }

  const records = path`/api/topics/${topic}/records`;

  async function look(cursor = null) {
    asked += 1;
    const mine = asked;
    download.href = query(`${records}.jsonl`, parameters());
    said.textContent = "Reading …";
    more.replaceChildren();
    try {
      const found = await get(query(records, parameters(cursor)));
      if (mine !== asked) {
        return;
      }
      if (!cursor) {
        list.replaceChildren();
      }
      list.append(...found.items.map((record) => message(topic, record)));
      show(found);
    } catch (problem) {
      if (mine === asked) {
        said.textContent = "";
        list.replaceChildren(failure(problem));
      }
    }
  }

  function show(found) {
    const searched = Boolean(choice.key || choice.text);
    const count = list.querySelectorAll(":scope > .message").length;
    const looked = searched || found.stopped === "budget" ? `, ${plural(found.scannedRecords, "record")} (${bytes(found.scannedBytes)}) looked at` : "";
    said.textContent = `${plural(count, "record")} shown${looked}${found.stopped === "end" ? "; that is all" : ""}.`;
    if (count === 0) {
      list.replaceChildren(found.next ? emptyState("hourglass", "Nothing yet", `${number(found.scannedRecords)} records were looked at, and there are more.`) : nothing(searched, found.scannedRecords));
    }
    if (found.next) {
      const go = element("button", { type: "button", click: () => { list.querySelector(".empty")?.remove(); look(found.next); } }, found.stopped === "budget" ? "Search on" : "More");
      more.replaceChildren(go);
    }
  }

  function choose() {
    for (const name of NAMES) {
      const control = tools.elements[name];
      const value = control.type === "checkbox" ? (control.checked ? "true" : "") : control.value;
      if (value === "" || (name === "offset" && from.value !== "offset") || (name === "time" && from.value !== "time")) {
        delete choice[name];
      } else {
        choice[name] = value;
      }
    }
    history.replaceState(null, "", query(location.pathname, { ...choice, from: choice.from === "newest" ? "" : choice.from }));
  }

  function showFields() {
    offset.hidden = from.value !== "offset";
    time.hidden = from.value !== "time";
  }

  function setLive(on) {
    live.setAttribute("aria-pressed", String(on));
    live.replaceChildren(icon(on ? "pause" : "radio"), on ? "Stop" : "Live");
    line.hidden = !on;
    if (!on) {
      stop?.();
      stop = null;
      return;
    }
    // An answer that is on its way is not wanted any more.
    asked += 1;
    more.replaceChildren();
    list.replaceChildren(emptyState("hourglass", "Connecting", "The live view begins in a moment."));
    let count = 0;
    let passedOver = 0;
    said.replaceChildren(line);
    const tail = query(path`/api/topics/${topic}/tail`, { partition: choice.partition, key: choice.key, text: choice.text });
    stop = follow(tail, {
      open: () => {
        if (count === 0) {
          list.replaceChildren(emptyState("radio", "Waiting for records", "What is written from now on is shown here as it comes."));
        }
      },
      records: (news) => {
        if (count === 0) {
          list.replaceChildren();
        }
        count += news.items.length;
        passedOver += news.passedOver;
        for (const record of news.items) {
          const shown = message(topic, record);
          shown.classList.add("new");
          list.prepend(shown);
        }
        while (list.childElementCount > MOST_LIVE) {
          list.lastElementChild.remove();
        }
        said.replaceChildren(line, `${plural(count, "record")} since it was switched on${passedOver > 0 ? `, ${number(passedOver)} passed over since more came than can be shown` : ""}.`);
      },
      lost: (closed) => {
        if (closed) {
          failed(new Error("The live view has ended: too many are open, or the topic is gone."));
          setLive(false);
        }
      },
    }, line);
  }

  tools.addEventListener("submit", (event) => {
    event.preventDefault();
    choose();
    setLive(false);
    look();
  });
  tools.addEventListener("change", (event) => {
    showFields();
    if (["partition", "markers", "from"].includes(event.target.name) && from.value !== "offset" && from.value !== "time") {
      choose();
      setLive(false);
      look();
    }
  });
  live.addEventListener("click", () => {
    const on = stop === null;
    choose();
    setLive(on);
    if (!on) {
      look();
    }
  });
  showFields();
  (async () => {
    try {
      const summary = await get(path`/api/topics/${topic}`);
      partition.append(...Array.from({ length: Math.min(summary.partitions, 1000) }, (_, i) => option(String(i), String(i), choice.partition ?? "")));
    } catch (problem) {
      list.replaceChildren(failure(problem));
      return;
    }
    if (stop === null) {
      look();
    }
  })();
}

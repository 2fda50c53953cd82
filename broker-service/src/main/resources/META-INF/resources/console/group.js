// The page of a group: where it stands, who is in it, and how its lag moves.

import { byId, element, emptyState, icon } from "/kit/dom.js";
import { get, path, post, remove } from "/kit/http.js";
import { confirm, done, failed } from "/kit/say.js";
import { every } from "/kit/live.js";
import { compact, number, plural } from "/kit/format.js";
import { timeChart } from "/kit/chart.js";
import { field, formDialog } from "./forms.js";
import { failure, swap, table } from "./lists.js";
import { stateBadge } from "./states.js";

const page = byId("group");
const group = page.dataset.group;
const api = path`/api/groups/${group}`;
const lag = timeChart(byId("lag"), { series: [{ name: "lag" }], format: compact });
const shown = { offsets: 1, members: 1 };

const figure = (name, value, note = "") => element("div", { class: "figure" }, element("dt", {}, name), element("dd", {}, value), note ? element("dd", { class: "note" }, note) : null);

function pager(part, list) {
  const last = Math.max(1, Math.ceil(list.total / list.size));
  const step = (to, name, label) => element("button", { type: "button", class: "small square", "aria-label": label, disabled: to < 1 || to > last, click: () => { shown[part] = to; look(); } }, icon(name));
  byId(`${part}-pager`).replaceChildren(...(last === 1 ? [] : [element("span", {}, plural(list.total, "entry", "entries")), element("span", { class: "row" }, step(shown[part] - 1, "chevron-left", "Page before"), `Page ${shown[part]} of ${last}`, step(shown[part] + 1, "chevron-right", "Next page"))]));
}

function showOffsets(offsets, share) {
  const empty = share
    ? emptyState("users", "A share group has no offsets like these", "Its members take records one by one; kafka-share-groups.sh --describe --offsets shows where it begins.")
    : emptyState("list", "No offsets yet", "A line for each partition is here once a member has committed an offset.");
  swap(byId("offsets"), offsets.total === 0 ? empty : table("Offsets",
    [{ text: "Topic" }, { text: "Partition", number: true }, { text: "Committed", number: true }, { text: "End", number: true }, { text: "Lag", number: true }, { text: "Read by" }],
    offsets.items.map((each) => element("tr", {},
      element("td", { class: "break" }, each.end < 0 ? [each.topic, " ", element("span", { class: "badge warn" }, "gone")] : element("a", { href: path`/topics/${each.topic}` }, each.topic)),
      element("td", { class: "number" }, String(each.partition)),
      element("td", { class: "number" }, element("a", { href: `${path`/topics/${each.topic}/messages`}?partition=${each.partition}&from=offset&offset=${each.committed}` }, number(each.committed)),
        each.start > each.committed ? element("span", { class: "sub" }, "before the first record") : null),
      element("td", { class: "number" }, each.end < 0 ? "–" : number(each.end)),
      element("td", { class: "number" }, each.lag < 0 ? "–" : number(each.lag)),
      element("td", { class: "break" }, each.member ?? element("span", { class: "muted" }, "nobody"))))));
}

function showMembers(members) {
  swap(byId("members"), members.total === 0
    ? emptyState("users", "No members", "Nobody is in this group now. What it has committed stays until it expires.")
    : table("Members", [{ text: "Client" }, { text: "Address" }, { text: "Member id" }, { text: "Reads" }], members.items.map((each) => element("tr", {},
      element("td", { class: "break" }, each.client, each.instance ? element("span", { class: "sub" }, `static: ${each.instance}`) : null),
      element("td", { class: "nowrap mono" }, each.host),
      element("td", { class: "break mono" }, each.id),
      element("td", {}, element("div", { class: "row" }, each.assigned.map((some) => element("span", { class: "chip" }, `${some.topic} / ${ranges(some.partitions)}`)), each.assignedInAll === 0 ? element("span", { class: "muted" }, "nothing") : null))))));
}

/** 0, 1, 2, 5 as 0–2, 5. */
function ranges(numbers) {
  const parts = [];
  for (const each of [...numbers].sort((a, b) => a - b)) {
    const last = parts[parts.length - 1];
    if (last && each === last[1] + 1) {
      last[1] = each;
    } else {
      parts.push([each, each]);
    }
  }
  return parts.map(([from, to]) => (from === to ? from : `${from}–${to}`)).join(", ");
}

async function look() {
  try {
    const [one, offsets, members] = await Promise.all([get(api), get(`${api}/offsets?page=${shown.offsets}&size=100`), get(`${api}/members?page=${shown.members}&size=50`)]);
    byId("figures").replaceChildren(
      figure("State", stateBadge(one.state)),
      figure("Lag", one.type === "share" ? "–" : number(one.lag), one.type === "share" ? "" : "records behind"),
      figure("Members", number(one.members)),
      figure("Partitions", number(one.partitions), plural(one.topics, "topic")),
      figure("Kind", one.type, one.assignor ? `assignor ${one.assignor}` : one.protocol));
    lag.add([[Date.now(), [one.lag]]]);
    showOffsets(offsets, one.type === "share");
    showMembers(members);
    pager("offsets", offsets);
    pager("members", members);
  } catch (problem) {
    byId("figures").replaceChildren();
    byId("offsets").replaceChildren(failure(problem));
    byId("members").replaceChildren();
  }
}

const option = (value, text) => element("option", { value }, text);

/** Says first where each offset would be; only then can it be done. */
function reset() {
  const to = element("select", { name: "to" }, option("earliest", "the first record"), option("latest", "the end"), option("time", "a time"), option("offset", "an offset"), option("shift", "forwards or back by"));
  const time = field("Time", element("input", { name: "time", type: "datetime-local", step: "1" }), "", "half");
  const value = field("Offset or number of records", element("input", { name: "value", type: "number", step: "1", value: "0" }), "Back with a minus.", "half");
  const preview = element("div", { role: "status" });
  const topic = element("input", { name: "topic", class: "code", autocomplete: "off", spellcheck: "false" });
  const wanted = (isPreview) => ({
    to: to.value,
    value: to.value === "time" ? new Date(time.querySelector("input").value).getTime() : ["offset", "shift"].includes(to.value) ? Number(value.querySelector("input").value) : null,
    topic: topic.value.trim() || null,
    partition: null,
    preview: isPreview,
  });
  let seen = null;
  const dialog = formDialog({
    title: "Set offsets",
    text: "The group goes on from there when its members are back. It must have none meanwhile.",
    action: "Show what would be set",
    wide: true,
    parts: [
      element("div", { class: "fields" }, field("To", to, "", "half"), time, value, field("Only in topic", topic, "Empty for all in which the group has offsets.", "half")),
      preview,
    ],
    submit: async () => {
      const asked = JSON.stringify(wanted(false));
      if (to.value === "time" && !time.querySelector("input").value) {
        throw new Error("Say which time.");
      }
      if (seen !== asked) {
        show(await post(`${api}/resets`, wanted(true)));
        seen = asked;
        go.textContent = "Set these offsets";
        return false;
      }
      await post(`${api}/resets`, wanted(false));
      done("The offsets are set.");
      look();
      return true;
    },
  });
  const go = dialog.querySelector(".dialog-end .primary");
  const change = () => {
    time.hidden = to.value !== "time";
    value.hidden = !["offset", "shift"].includes(to.value);
    seen = null;
    preview.replaceChildren();
    go.textContent = "Show what would be set";
  };
  function show(result) {
    preview.replaceChildren(table("What would be set", [{ text: "Topic" }, { text: "Partition", number: true }, { text: "From", number: true }, { text: "To", number: true }, { text: "Lag then", number: true }], result.partitions.slice(0, 200).map((each) => element("tr", {},
      element("td", { class: "break" }, each.topic),
      element("td", { class: "number" }, String(each.partition)),
      element("td", { class: "number" }, each.from < 0 ? "–" : number(each.from)),
      element("td", { class: "number" }, number(each.to)),
      element("td", { class: "number" }, number(each.lag))))));
  }
  dialog.querySelector("form").addEventListener("input", change);
  change();
}

async function deleteGroup() {
  const sure = await confirm({ title: `Delete the group ${group}?`, text: "The offsets that it has committed are deleted: who joins it later begins as if it were new.", action: "Delete the group", danger: true, typed: group });
  if (!sure) {
    return;
  }
  try {
    await remove(api);
    location.assign("/groups");
  } catch (problem) {
    failed(problem);
  }
}

if (page.dataset.mayChange === "true") {
  byId("actions").append(
    element("button", { type: "button", click: reset }, icon("rotate-ccw"), "Set offsets"),
    element("button", { type: "button", class: "danger", click: deleteGroup }, icon("trash-2"), "Delete"));
}

every(2000, look);

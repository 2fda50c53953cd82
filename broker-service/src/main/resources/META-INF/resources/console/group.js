// The page of a group: where it stands, who is in it, and how its lag moves.

import { byId, element, emptyState } from "/kit/dom.js";
import { get, path } from "/kit/http.js";
import { every } from "/kit/live.js";
import { compact, number, plural } from "/kit/format.js";
import { timeChart } from "/kit/chart.js";
import { failure, table } from "./lists.js";
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
  byId("offsets").replaceChildren(offsets.total === 0 ? empty : table("Offsets",
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
  byId("members").replaceChildren(members.total === 0
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
    lag.add(Date.now(), [one.lag]);
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

every(2000, look);

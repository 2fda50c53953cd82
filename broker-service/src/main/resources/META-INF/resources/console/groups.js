import { byId, element, emptyState } from "/kit/dom.js";
import { path } from "/kit/http.js";
import { number, plural } from "/kit/format.js";
import { pagedList, table } from "./lists.js";
import { stateBadge } from "./states.js";

if (byId("list")) {
  pagedList({
    path: "/api/groups",
    defaults: { sort: "name" },
    show: (page, choice, change) => table("Groups",
      [{ text: "Group", sort: "name" }, { text: "State" }, { text: "Lag", sort: "lag", number: true }, { text: "Members", number: true }, { text: "Topics", number: true }, { text: "Partitions", number: true }, { text: "Kind" }],
      page.items.map((group) => element("tr", {},
        element("td", { class: "break" }, element("a", { href: path`/groups/${group.group}` }, group.group)),
        element("td", {}, stateBadge(group.state)),
        element("td", { class: "number" }, group.type === "share" ? "–" : number(group.lag)),
        element("td", { class: "number" }, number(group.members)),
        element("td", { class: "number" }, group.type === "share" ? "–" : number(group.topics)),
        element("td", { class: "number" }, group.type === "share" ? "–" : number(group.partitions)),
        element("td", {}, group.type))),
      { by: choice.sort, descending: choice.descending === "true", change: (by, descending) => change({ sort: by, descending: descending ? "true" : "" }) }),
    empty: (choice) => (choice.search
      ? emptyState("search", "No group of that name", `No group has “${choice.search}” in its name.`)
      : emptyState("users", "No groups yet", "A group is here as soon as a consumer has joined it or committed an offset for it.")),
    told: (page) => {
      byId("sum").textContent = plural(page.total, "group");
    },
  });
}

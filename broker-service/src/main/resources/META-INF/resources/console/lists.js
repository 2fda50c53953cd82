// A list that comes in pages: asked for again and again, sorted by its heads, searched as one types. What is chosen stands in the
// address, so that it can be kept and passed on.

import { byId, element, icon } from "/kit/dom.js";
import { get } from "/kit/http.js";
import { every } from "/kit/live.js";
import { plural } from "/kit/format.js";

const TYPING_MILLIS = 200;

/** Puts a sentence about a failure where the list would be. */
export const failure = (problem) => element("p", { class: "notice bad", role: "alert" }, icon("circle-alert"), element("span", {}, problem.sentence ?? problem.message));

/** The answer of the API for the parameters that are chosen. */
export const query = (path, parameters) => {
  const chosen = Object.entries(parameters).filter(([, value]) => value !== "" && value !== null && value !== undefined && value !== false);
  return chosen.length === 0 ? path : `${path}?${new URLSearchParams(chosen)}`;
};

const REACHABLE = "a, button, .table-wrap";

/** Puts what is new where it was shown before, and leaves a reader where they are: scrolled sideways, on a link or a button. */
export function swap(host, shown) {
  if (host.childElementCount === 1 && host.firstElementChild.isEqualNode(shown)) {
    return;
  }
  const before = [...host.querySelectorAll(REACHABLE)].indexOf(document.activeElement);
  const focused = before < 0 ? null : document.activeElement.cloneNode(true);
  const left = host.querySelector(".table-wrap")?.scrollLeft ?? 0;
  host.replaceChildren(shown);
  if (left > 0) {
    host.querySelector(".table-wrap")?.scrollTo(left, 0);
  }
  if (focused) {
    const now = [...host.querySelectorAll(REACHABLE)];
    const sameLink = focused.href && now.find((each) => each.href === focused.href && each.textContent === focused.textContent);
    (sameLink ?? now[before])?.focus({ preventScroll: true });
  }
}

/**
 * A table.
 *
 * @param heads [{ text, sort?, number?, fit?, note?, unseen? }]; a note stands below the text, an unseen text is for screen readers
 * @param sort { by, descending, change(by, descending) } or null
 */
export function table(label, heads, rows, sort = null) {
  const head = (each) => {
    const attributes = { class: [each.number && "number", each.fit && "fit"].filter(Boolean).join(" ") || null, scope: "col" };
    if (!each.sort || !sort) {
      return element("th", attributes, each.unseen ? element("span", { class: "visually-hidden" }, each.text) : each.text);
    }
    const chosen = sort.by === each.sort;
    const change = () => sort.change(each.sort, chosen ? !sort.descending : Boolean(each.number));
    return element("th", { ...attributes, "aria-sort": chosen ? (sort.descending ? "descending" : "ascending") : null },
      element("button", { type: "button", click: change }, each.text, chosen ? icon("chevron-down") : null), each.note ? element("span", { class: "sub" }, each.note) : null);
  };
  // On a phone it is scrolled sideways, by keyboard too.
  return element("div", { class: "table-wrap", role: "region", "aria-label": label, tabindex: "0" }, element("table", { class: "table" }, element("caption", { class: "visually-hidden" }, label), element("thead", {}, element("tr", {}, heads.map(head))), element("tbody", {}, rows)));
}

/**
 * @param path of the API
 * @param show (page, choice, change) returns the elements of the list
 * @param empty (choice) returns what stands there when there is nothing
 * @param defaults what is chosen when the address says nothing
 * @param told hears each page
 */
export function pagedList({ path, show, empty, defaults = {}, told = () => {}, milliseconds = 3000 }) {
  const list = byId("list");
  const tools = byId("tools");
  const pager = byId("pager");
  const choice = { page: "1", size: "50", ...defaults, ...Object.fromEntries(new URLSearchParams(location.search)) };
  let asked = 0;

  for (const field of tools.elements) {
    if (field.type === "checkbox") {
      field.checked = choice[field.name] === "true";
    } else if (field.name) {
      field.value = choice[field.name] ?? "";
    }
  }

  async function look() {
    asked += 1;
    const mine = asked;
    try {
      const page = await get(query(path, choice));
      if (mine !== asked) {
        return;
      }
      const lastPage = Math.max(1, Math.ceil(page.total / page.size));
      if (page.page > lastPage) {
        change({ page: String(lastPage) });
        return;
      }
      swap(list, page.total === 0 ? empty(choice) : show(page, choice, change));
      pager.replaceChildren(...pages(page, lastPage));
      told(page, choice);
    } catch (problem) {
      list.replaceChildren(failure(problem));
      pager.replaceChildren();
    }
  }

  function pages(page, lastPage) {
    if (lastPage === 1) {
      return [];
    }
    const step = (to, iconName, label) =>
      element("button", { type: "button", class: "small square", "aria-label": label, disabled: to < 1 || to > lastPage, click: () => change({ page: String(to) }) }, icon(iconName));
    const from = (page.page - 1) * page.size + 1;
    return [
      element("span", {}, `${from} to ${from + page.items.length - 1} of ${plural(page.total, "entry", "entries")}`),
      element("span", { class: "row" }, step(page.page - 1, "chevron-left", "Page before"), `Page ${page.page} of ${lastPage}`, step(page.page + 1, "chevron-right", "Next page")),
    ];
  }

  function change(changed) {
    Object.assign(choice, "page" in changed ? {} : { page: "1" }, changed);
    const shown = Object.fromEntries(Object.entries(choice).filter(([name, value]) => value !== "" && !(name === "page" && value === "1") && !(name === "size" && value === "50")));
    history.replaceState(null, "", query(location.pathname, shown));
    look();
  }

  let typing;
  tools.addEventListener("input", (event) => {
    const field = event.target;
    clearTimeout(typing);
    typing = setTimeout(() => change({ [field.name]: field.type === "checkbox" ? (field.checked ? "true" : "") : field.value }), TYPING_MILLIS);
  });
  tools.addEventListener("submit", (event) => event.preventDefault());
  every(milliseconds, look);
  return { look, choice, change };
}

/** Rates between two looks at counters that only grow. */
export function rates() {
  const before = new Map();
  return (key, now, values) => {
    const then = before.get(key);
    if (!then || now - then.now > 250) {
      before.set(key, { now, values, rates: then ? values.map((value, i) => Math.max(0, ((value - then.values[i]) * 1000) / (now - then.now))) : null });
    }
    return before.get(key).rates;
  };
}

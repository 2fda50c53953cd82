// Making elements. Text only ever enters the document as text, never as markup.

export const byId = (id) => document.getElementById(id);

/**
 * element("td", { class: "number", title: "bytes" }, "12", otherElement): attributes that are null, undefined or false are left out,
 * `data` is an object of data attributes, functions become listeners, children that are null or undefined are left out.
 */
export function element(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

const SVG = "http://www.w3.org/2000/svg";

/** The same in a drawing. */
export function shape(name, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

function fill(created, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (typeof value === "function") {
      created.addEventListener(key, value);
    } else if (key === "data") {
      Object.assign(created.dataset, value);
    } else {
      created.setAttribute(key, value === true ? "" : value);
    }
  }
  created.append(...children.flat().filter((child) => child !== null && child !== undefined).map((child) => (typeof child === "number" ? String(child) : child)));
  return created;
}

export const icon = (name) => element("span", { class: `icon icon-${name}`, "aria-hidden": "true" });

/** What stands in a list that has no entries. */
export function emptyState(iconName, title, text, ...more) {
  return element("div", { class: "empty" }, icon(iconName), element("strong", {}, title), element("p", {}, text), ...more);
}

/** Brings the children of a parent to a list, by key: elements that stay are kept, so that focus and animations stay too. */
export function reconcile(parent, items, keyOf, create, update = () => {}) {
  const old = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  let place = parent.firstElementChild;
  for (const item of items) {
    const key = String(keyOf(item));
    let child = old.get(key);
    if (child) {
      old.delete(key);
    } else {
      child = create(item);
      child.dataset.key = key;
    }
    update(child, item);
    if (child === place) {
      place = place.nextElementSibling;
    } else {
      parent.insertBefore(child, place);
    }
  }
  old.forEach((child) => child.remove());
}

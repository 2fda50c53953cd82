import { element, emptyState } from "/kit/dom.js";
import { dateTime, number, span } from "/kit/format.js";
import { pagedList, table } from "./lists.js";

const ago = (millis) => `${span(Math.max(0, Date.now() - millis))} ago`;

pagedList({
  path: "/api/clients",
  show: (page) => table("Clients", [{ text: "Client id" }, { text: "Address" }, { text: "Library" }, { text: "Connected", number: true }, { text: "Last request", number: true }, { text: "Requests", number: true }, { text: "In flight", number: true }],
    page.items.map((client) => element("tr", {},
      element("td", { class: "break" }, client.clientId || element("span", { class: "muted" }, "none")),
      element("td", { class: "nowrap" }, element("span", { class: "mono" }, client.address)),
      element("td", { class: "break" }, client.software ?? element("span", { class: "muted" }, "not said")),
      element("td", { class: "number", title: dateTime(client.sinceMillis) }, ago(client.sinceMillis)),
      element("td", { class: "number" }, ago(client.lastRequestMillis)),
      element("td", { class: "number" }, number(client.requests)),
      element("td", { class: "number" }, number(client.inFlight))))),
  empty: (choice) => (choice.search
    ? emptyState("search", "No such client", `Nothing that is connected has “${choice.search}” in its client id, address or library.`)
    : emptyState("plug", "Nobody is connected", "A client is here for as long as it has a connection to the broker's port.")),
});

// What the customer was told: text messages on a phone, mails in an inbox.

import { byId, element, emptyState, icon, reconcile } from "/kit/dom.js";
import { clockTime } from "/kit/format.js";
import { get, path } from "/kit/http.js";

const SENDER = "Order tracking";
const shortClock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

/** How a message stands when it did not simply go out. */
function remark(message) {
  switch (message.state) {
    case "PENDING":
      return message.attempts > 0 ? `not sent yet, attempt ${message.attempts} failed` : "on its way";
    case "FAILED":
      return `could not be sent: ${message.detail ?? "no reason given"}`;
    case "CAPPED":
      return "not sent: enough messages for one customer";
    default:
      return null;
  }
}

function text(message) {
  return element("li", { class: "text-message" },
    element("p", {}, message.text),
    element("p", { class: "stamp" }));
}

function mail(message) {
  return element("li", {},
    element("details", { class: "mail" },
      element("summary", {},
        element("span", { class: "mail-mark", "aria-hidden": "true" }, icon("mail")),
        element("span", { class: "grow" },
          element("span", { class: "mail-top" }, element("strong", {}, SENDER), element("span", { class: "stamp" })),
          element("span", { class: "mail-subject" }, message.subject ?? "No subject"),
          element("span", { class: "mail-begin muted small" }, message.text.replaceAll(/\s+/g, " ").trim()))),
      element("p", { class: "mail-text" }, message.text)));
}

function stamp(child, message) {
  const late = remark(message);
  const place = child.querySelector(".stamp");
  place.textContent = late ?? clockTime(message.sentAt ?? message.createdAt);
  place.classList.toggle("late", late !== null);
}

function fill(list, messages, create, empty) {
  if (messages.length === 0) {
    if (list.firstElementChild?.dataset.key !== undefined || list.childElementCount === 0 || list.dataset.empty !== empty[1]) {
      list.dataset.empty = empty[1];
      list.replaceChildren(element("li", {}, emptyState(...empty)));
    }
    return;
  }
  delete list.dataset.empty;
  [...list.children].filter((child) => child.dataset.key === undefined).forEach((child) => child.remove());
  const before = list.childElementCount;
  reconcile(list, messages, (message) => message.id, create, stamp);
  if (list.childElementCount > before && list === byId("texts")) {
    list.scrollTop = list.scrollHeight;
  }
}

let known = [];

function show(nothingTitle, nothingText) {
  const oldestFirst = [...known].sort((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt));
  fill(byId("texts"), oldestFirst.filter((message) => message.channel === "SMS"), text, ["smartphone", nothingTitle, nothingText]);
  fill(byId("mails"), oldestFirst.filter((message) => message.channel === "MAIL").reverse(), mail, ["inbox", nothingTitle, nothingText]);
}

/** Asks once, and shows what there is; what is known stays when nobody answers. */
export async function lookForMessages(orderId) {
  byId("phone-clock").textContent = shortClock.format(new Date());
  try {
    const news = await get(path`/my-orders/${orderId}/messages`);
    if (news.hearing === "TOLD") {
      known = news.news.items;
      show("Nothing yet", "A message comes with each step that matters to the customer.");
    } else {
      show(news.hearing === "AWAY" ? "Not known at the moment" : "Nothing yet", news.sentence);
    }
    byId("inbox-away").hidden = news.hearing !== "AWAY" || known.length === 0;
    byId("inbox-away").textContent = news.sentence ?? "";
  } catch (problem) {
    show("Not known at the moment", problem.sentence);
  }
}

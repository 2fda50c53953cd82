// The open dead letters of all services, with what can be decided about each.

import { byId, element, emptyState, icon, reconcile } from "/kit/dom.js";
import { path } from "/kit/http.js";
import { busy, confirm, done } from "/kit/say.js";
import { dateTime } from "/kit/format.js";
import { act, closed, look } from "./operator.js";

const ROOM = "/admin/control-room";

export const lettersOfAll = () => look(`${ROOM}/dead-letters`);

export const decide = (service, id, decision, reason) => act(path`/admin/control-room/${service}/dead-letters/${id}/${decision}`, { reason });

export function deadLetters() {
  const host = byId("letters");
  let known = null;
  let asking = false;

  async function load() {
    const why = closed();
    if (why) {
      host.replaceChildren(emptyState("lock", "Not to be seen from here", why));
      return;
    }
    asking = true;
    try {
      show(await lettersOfAll());
    } catch (failure) {
      host.replaceChildren(emptyState("circle-alert", "Not known now", failure.sentence ?? String(failure)));
      known = null;
    } finally {
      asking = false;
    }
  }

  function show(found) {
    const letters = found.services.flatMap((each) => each.letters.map((letter) => ({ ...letter, service: each.service })));
    const missing = found.services.filter((each) => each.missing);
    if (letters.length === 0) {
      host.replaceChildren(emptyState("mail-warning", missing.length === 4 ? "Not known now" : "No dead letters",
        "A record that a service cannot read, or fails on again and again, comes here. The fifth step of the tour makes one."), ...missing.map(missed));
      return;
    }
    let body = host.querySelector("tbody");
    if (!body) {
      body = element("tbody", {});
      const head = ["Service", "Record", "Why", "When", ""].map((name) => element("th", { scope: "col" }, name || element("span", { class: "visually-hidden" }, "Decide")));
      host.replaceChildren(element("div", { class: "table-wrap", tabindex: "0", role: "region", "aria-label": "Dead letters" }, element("table", { class: "table" }, element("thead", {}, element("tr", {}, ...head)), body)));
    }
    host.querySelectorAll(".missed").forEach((each) => each.remove());
    host.append(...missing.map(missed));
    reconcile(body, letters, (each) => `${each.service} ${each.id}`, row);
  }

  const missed = (each) => element("p", { class: "missed small muted" }, `${each.service}: ${each.missing}`);

  function row(letter) {
    const name = `record ${letter.origin.offset} of ${letter.origin.topic}`;
    const decided = (button, decision, reason, words) => busy(button, async () => {
      await decide(letter.service, letter.id, decision, reason);
      done(words);
      await load();
    });
    return element("tr", { class: "new" },
      element("td", {}, element("span", { class: "service", data: { service: letter.service } }, letter.service)),
      element("td", {}, element("span", { class: "chip" }, `${letter.origin.topic} / ${letter.origin.partition} / ${letter.origin.offset}`),
        letter.replayOf ? element("div", { class: "small muted" }, "came back after a replay") : null),
      element("td", { class: "break" }, letter.failure.reason),
      element("td", { class: "nowrap" }, dateTime(letter.failure.diedAt)),
      element("td", { class: "fit" }, element("div", { class: "row" },
        element("button", { type: "button", class: "small", "aria-label": `Look at ${name}`, click: (event) => busy(event.currentTarget, () => open(letter)) }, icon("eye"), "Look"),
        element("button", {
          type: "button", class: "small", "aria-label": `Replay ${name}`, disabled: Boolean(letter.obstacle), title: letter.obstacle,
          click: (event) => decided(event.currentTarget, "replay", "tried again from the control room", `Sent back to ${letter.origin.topic}.`),
        }, icon("rotate-ccw"), "Replay"),
        element("button", {
          type: "button", class: "small danger", "aria-label": `Discard ${name}`,
          click: async (event) => {
            const button = event.currentTarget;
            if (await confirm({ title: "Discard this letter?", text: `${letter.service} will never apply ${name}. The decision stands.`, action: "Discard", danger: true })) {
              await decided(button, "discard", "put away from the control room", "The letter is put away.");
            }
          },
        }, icon("x"), "Discard"))));
  }

  async function open(letter) {
    const whole = await look(path`/admin/control-room/${letter.service}/dead-letters/${letter.id}`);
    const payload = whole.record?.payload ?? {};
    const text = payload.json !== undefined ? JSON.stringify(payload.json, null, 2) : payload.text ?? payload.base64 ?? "(empty)";
    const fact = (name, value) => (value === undefined ? [] : [element("dt", {}, name), element("dd", {}, String(value))]);
    const dialog = element("dialog", { "aria-labelledby": "letter-title", class: "letter" },
      element("div", { class: "inside" },
        element("h2", { id: "letter-title" }, `Dead letter of ${letter.service}`),
        element("dl", { class: "facts" },
          ...fact("Record", `${whole.origin.topic} / ${whole.origin.partition} / ${whole.origin.offset}`),
          ...fact("Key", whole.key), ...fact("Event", whole.eventType), ...fact("Why", whole.failure.reason),
          ...fact("Attempts", whole.failure.attempts), ...fact("Came back of", whole.replayOf), ...fact("Not to be replayed", whole.obstacle)),
        element("pre", { class: "code", tabindex: "0", "aria-label": "Payload" }, text),
        whole.record?.headers?.length
          ? element("details", {}, element("summary", {}, "Headers"), element("pre", { class: "code", tabindex: "0" },
            whole.record.headers.map((each) => `${each.name}: ${each.value?.text ?? each.value?.base64 ?? ""}`).join("\n")))
          : null,
        whole.failure.stack ? element("details", {}, element("summary", {}, "Stack"), element("pre", { class: "code", tabindex: "0" }, whole.failure.stack)) : null,
        element("form", { method: "dialog", class: "dialog-end" }, element("button", { class: "primary", autofocus: true }, "Close"))));
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  }

  addEventListener("operator", load);
  return (snapshot) => {
    // Asked only when a count has changed: snapshots tell how many there are.
    const counts = snapshot.services.map((each) => `${each.deadLetters ?? each.missing ?? ""}`).join("|");
    if (counts !== known && !asking) {
      known = counts;
      load();
    }
  };
}

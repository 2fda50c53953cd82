// Six steps. Each says what to do and what to see, and notices by itself, from what the snapshots tell, when it has happened.
//
//   waiting ──button, or what a shell did──► under way ──seen──► done

import { byId, element, icon } from "/kit/dom.js";
import { busy, done as told, failed } from "/kit/say.js";
import { number, plural } from "/kit/format.js";
import { act, closed } from "./operator.js";
import { setFaults } from "./faults.js";
import { decide, lettersOfAll } from "./letters.js";
import { cancel, order, orderPage, place } from "./shop.js";

const KEY = "tour-done";
const IN_STOCK = "MUG-BLUE";
const OUT_OF_STOCK = "POSTER-LOG";
const LOGISTICS = "logistics-service";
const ORDERS_TO_WAIT = 12;

const service = (snapshot, name) => snapshot.services.find((each) => each.name === name);
const lagOf = (snapshot, group) => snapshot.log.readers.filter((each) => each.group === group).reduce((sum, each) => sum + each.lag, 0);

export function tour() {
  const finished = new Set(JSON.parse(sessionStorage.getItem(KEY) ?? "[]"));
  const steps = [placing(), outOfStock(), cancelling(), stopping(), poisoning(), killing()];
  const cards = steps.map(card);
  byId("tour").append(...cards.map((each) => each.item));
  progress();

  function progress() {
    const count = steps.filter((step) => finished.has(step.id)).length;
    byId("tour-progress").textContent = count === steps.length ? "All six seen." : `${count} of ${steps.length} seen`;
    cards.forEach((each, i) => each.mark(finished.has(steps[i].id)));
  }

  function finish(step, words) {
    if (!finished.has(step.id)) {
      finished.add(step.id);
      sessionStorage.setItem(KEY, JSON.stringify([...finished]));
      told(`${step.title}: ${words}`);
    }
    progress();
  }

  function card(step, index) {
    const words = element("p", { class: "tour-words", role: "status" });
    const link = element("a", { hidden: true, class: "small" }, "See the order");
    const seen = element("span", { class: "badge good", hidden: true }, icon("check"), "seen");
    const say = (text, orderId) => {
      words.textContent = text;
      words.hidden = text === "";
      if (orderId) {
        link.href = orderPage(orderId);
        link.hidden = false;
      }
    };
    say("");
    const buttons = step.buttons.map((button) => {
      const made = element("button", { type: "button", class: button.primary ? "small primary" : "small", hidden: button.when && !button.when(null) }, icon(button.icon), button.label);
      made.addEventListener("click", () => busy(made, () => button.press(say)));
      return { ...button, made };
    });
    const details = element("details", { open: index === 0 && !finished.has(step.id) },
      element("summary", {}, element("span", { class: "tour-number" }, String(index + 1)), element("span", { class: "grow" }, step.title), seen),
      element("div", { class: "tour-inside" },
        element("p", {}, step.todo),
        element("p", { class: "muted small" }, step.see),
        ...step.commands.map(command),
        element("div", { class: "row" }, ...buttons.map((each) => each.made), link),
        words));
    return {
      item: element("li", {}, details),
      mark(isSeen) {
        seen.hidden = !isSeen;
      },
      show(snapshot) {
        buttons.forEach((each) => {
          each.made.hidden = each.when ? !each.when(snapshot) : false;
          const why = each.operator ? closed() : null;
          each.made.title = why ?? "";
          if (!each.made.hasAttribute("aria-busy")) {
            each.made.disabled = why !== null;
          }
        });
        step.watch(snapshot, say, (result, orderId) => {
          say(result, orderId);
          finish(step, result);
        });
      },
    };
  }

  return (snapshot) => cards.forEach((each) => each.show(snapshot));
}

function command(text) {
  return element("div", { class: "command" }, element("code", { tabindex: "0" }, text),
    element("button", {
      type: "button", class: "plain small square", "aria-label": `Copy ${text}`,
      click: async () => {
        try {
          await navigator.clipboard.writeText(text);
          told("Copied.");
        } catch {
          failed(new Error("The browser does not allow copying here: select the command and copy it."));
        }
      },
    }, icon("copy")));
}

/** Follows one order until it is where the step wants it. */
function following(onState) {
  let orderId = null;
  let asking = false;
  return {
    begin(id) {
      orderId = id;
    },
    async watch(say, finish) {
      if (!orderId || asking) {
        return;
      }
      asking = true;
      try {
        const found = await order(orderId);
        const verdict = onState(found);
        if (verdict.done) {
          finish(verdict.words, orderId);
          orderId = null;
        } else {
          say(verdict.words, orderId);
        }
      } catch (failure) {
        say(failure.sentence ?? String(failure));
      } finally {
        asking = false;
      }
    },
  };
}

function placing() {
  const one = following(({ state }) => ({ done: state === "DELIVERED", words: state === "DELIVERED" ? "Delivered." : `The order is ${state}.` }));
  return {
    id: "place", title: "Place an order", commands: ["./demo order"],
    todo: "Place one. The shop writes OrderPlaced to its outbox and the log, and answers at once.",
    see: "Points leave order-service for orders; warehouse, logistics and notification read them and answer on topics of their own. In the demo a parcel arrives after some five seconds.",
    buttons: [{ label: "Place an order", icon: "shopping-basket", primary: true, press: async (say) => {
      const id = await place(IN_STOCK);
      one.begin(id);
      say("The order is placed.", id);
    } }],
    watch: (_, say, finish) => one.watch(say, finish),
  };
}

function outOfStock() {
  const one = following(({ state, rejection }) => ({
    done: state === "REJECTED",
    words: state === "REJECTED" ? `Rejected${rejection?.detail ? `: ${rejection.detail}` : "."}` : state === "PLACED" ? "The warehouse is asked." : `The order is ${state}: somebody has filled the shelf. Try after it is sold out.`,
  }));
  return {
    id: "out-of-stock", title: "Order what is sold out", commands: [`./demo order --sku ${OUT_OF_STOCK}`],
    todo: "Order the poster. Nobody asks the warehouse before: it says no on the log, and the order is rejected.",
    see: "A point from warehouse-service to stock, one from stock to order-service, and none to logistics.",
    buttons: [{ label: "Order the poster", icon: "package-x", primary: true, press: async (say) => {
      const id = await place(OUT_OF_STOCK);
      one.begin(id);
      say("The order is placed.", id);
    } }],
    watch: (_, say, finish) => one.watch(say, finish),
  };
}

function cancelling() {
  const one = following(({ state }) => ({ done: state === "CANCELLED", words: state === "CANCELLED" ? "Cancelled; the goods go back to the shelf." : `The order is ${state}.` }));
  return {
    id: "cancel", title: "Cancel an order", commands: [],
    todo: "Place an order and call it off right away, while the others are at work on it.",
    see: "The order stays cancelled, whatever was decided meanwhile: warehouse-service gives the goods back, logistics-service calls the parcel off.",
    buttons: [{ label: "Place and cancel", icon: "ban", primary: true, press: async (say) => {
      const id = await place(IN_STOCK);
      await cancel(id);
      one.begin(id);
      say("The order is called off.", id);
    } }],
    watch: (_, say, finish) => one.watch(say, finish),
  };
}

/** One answer that took too long stops nobody: what is seen in two looks, one after the other, counts. */
function twiceInARow() {
  let before = false;
  return (now) => {
    const both = before && now;
    before = now;
    return both;
  };
}

function stopping() {
  let most = 0;
  const down = twiceInARow();
  const stopped = (snapshot) => service(snapshot, LOGISTICS).faults?.stopConsuming === true;
  return {
    id: "stop-logistics", title: "Stop logistics, watch the lag grow and drain", commands: ["./demo down logistics-service", "./demo up"],
    todo: `Have logistics-service read nothing, by the switch or by stopping its process. ${ORDERS_TO_WAIT} orders are placed; then let it go on.`,
    see: "The number on its edge grows, the other services go on, nothing is lost. When it reads again the number falls to 0 within seconds.",
    buttons: [
      { label: "Stop reading, place orders", icon: "circle-pause", primary: true, operator: true, when: (snapshot) => !snapshot || !stopped(snapshot), press: async (say) => {
        await setFaults(LOGISTICS, { slowMillis: 0, failPercent: 0, stopConsuming: true });
        for (let i = 0; i < ORDERS_TO_WAIT; i += 1) {
          await place(IN_STOCK);
        }
        say(`${ORDERS_TO_WAIT} orders are placed, logistics-service does not read them.`);
      } },
      { label: "Let it read again", icon: "circle-play", primary: true, operator: true, when: (snapshot) => snapshot !== null && stopped(snapshot) && most > 0, press: async () => {
        await setFaults(LOGISTICS, { slowMillis: 0, failPercent: 0, stopConsuming: false });
      } },
    ],
    watch(snapshot, say, finish) {
      if (snapshot.log.missing) {
        return;
      }
      const lag = lagOf(snapshot, LOGISTICS);
      const isDown = down(service(snapshot, LOGISTICS).health === "DOWN");
      const out = stopped(snapshot) || isDown;
      if (out && lag > 0) {
        most = Math.max(most, lag);
        say(`${plural(lag, "record")} behind. Now let it go on.`);
      } else if (!out && most > 0 && lag > 0) {
        say(`It reads again: ${plural(lag, "record")} behind, ${number(most)} at most.`);
      } else if (!out && most > 0) {
        finish(`It was ${plural(most, "record")} behind and has read them all.`);
        most = 0;
      }
    },
  };
}

function poisoning() {
  let written = null;
  let letter = null;
  let stage = "none";
  let asking = false;
  const here = (each) => each.origin.topic === written.topic && each.origin.partition === written.partition;
  return {
    id: "poison", title: "Poison a topic", commands: [],
    todo: "Write a record to stock that is no event. order-service cannot read it, and goes on with the next: the record becomes a dead letter.",
    see: "The letter stands in the list below with the reason. Replayed it fails again, and comes back as another letter that names the first; then put it away.",
    buttons: [
      { label: "Write the record", icon: "triangle-alert", primary: true, operator: true, when: () => stage === "none", press: async (say) => {
        written = await act("/admin/control-room/unreadable-record");
        stage = "written";
        say(`It is record ${written.offset} of ${written.topic}, partition ${written.partition}.`);
      } },
      { label: "Replay the letter", icon: "rotate-ccw", primary: true, operator: true, when: () => stage === "letter", press: async (say) => {
        await decide("order-service", letter.id, "replay", "a step of the tour");
        stage = "replayed";
        say("Sent back to its topic.");
      } },
      { label: "Discard the new letter", icon: "x", primary: true, operator: true, when: () => stage === "again", press: async () => {
        await decide("order-service", letter.id, "discard", "a step of the tour");
        stage = "discarded";
      } },
    ],
    async watch(snapshot, say, finish) {
      if (stage === "discarded") {
        stage = "none";
        finish("A dead letter, replayed in vain, and put away. No order waited for it.");
        return;
      }
      if (!["written", "letter", "replayed"].includes(stage) || asking) {
        return;
      }
      asking = true;
      try {
        const own = (await lettersOfAll()).services.find((each) => each.service === "order-service").letters;
        if (stage === "written") {
          letter = own.find((each) => here(each) && each.origin.offset === written.offset) ?? null;
          if (letter) {
            stage = "letter";
            say(`The dead letter is there: ${letter.failure.reason}`);
          }
        } else {
          const again = own.find((each) => each.replayOf === letter.id);
          if (again) {
            letter = again;
            stage = "again";
            say("It failed again, and is another letter. Put it away.");
          }
        }
      } catch (failure) {
        say(failure.sentence ?? String(failure));
      } finally {
        asking = false;
      }
    },
  };
}

function killing() {
  const away = twiceInARow();
  let wasAway = false;
  let waiting = 0;
  return {
    id: "kill-broker", title: "Kill the broker, watch it recover",
    commands: ["./demo kill broker-service", "./demo up"],
    todo: "A page cannot do that: copy the first command (a kill -9) to a shell in the project's folder. Place an order while it is away, then start it again with the second.",
    see: "The log turns red. Orders are taken all the same and wait in the outbox; when the broker is back they leave in their order, and nobody's offset is lost.",
    buttons: [{ label: "Place an order meanwhile", icon: "shopping-basket", when: () => wasAway, press: async (say) => {
      const id = await place(IN_STOCK);
      say("Taken, and in the outbox.", id);
    } }],
    watch(snapshot, say, finish) {
      const outbox = snapshot.services.reduce((sum, each) => sum + (each.outbox ?? 0), 0);
      const missing = Boolean(snapshot.log.missing);
      if (away(missing)) {
        wasAway = true;
        waiting = Math.max(waiting, outbox);
        say(`The broker is away; ${plural(outbox, "event")} wait in outboxes.`);
      } else if (!missing && wasAway && outbox > 0) {
        say(`The broker is back; ${plural(outbox, "event")} still wait.`);
      } else if (!missing && wasAway) {
        wasAway = false;
        finish(`The broker is back, and all ${waiting > 0 ? plural(waiting, "event") : "events"} that waited are on the log.`);
        waiting = 0;
      }
    },
  };
}

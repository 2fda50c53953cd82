// Orders per second, by a slider. What runs is what the service says, also when another page has set it.

import { byId } from "/kit/dom.js";
import { failed } from "/kit/say.js";
import { clockTime, number, plural } from "/kit/format.js";
import { act, closed } from "./operator.js";

export function loadGenerator() {
  const slider = byId("rate");
  const shown = byId("rate-shown");
  const stop = byId("load-stop");
  let touched = 0;

  async function set(ordersPerSecond) {
    try {
      show(await act("/admin/control-room/load", { ordersPerSecond }));
    } catch (failure) {
      failed(failure);
      touched = 0;
    }
  }

  slider.addEventListener("input", () => {
    touched = Date.now();
    shown.textContent = slider.value;
  });
  slider.addEventListener("change", () => set(Number(slider.value)));
  stop.addEventListener("click", () => set(0));
  byId("load").addEventListener("submit", (event) => event.preventDefault());

  function show(load) {
    const runs = load.ordersPerSecond > 0;
    const why = closed();
    slider.disabled = why !== null;
    stop.disabled = !runs || why !== null;
    byId("load-state").textContent = runs ? "running" : "stopped";
    byId("load-state").className = runs ? "badge accent dot" : "badge";
    if (Date.now() - touched > 1500) {
      slider.value = load.ordersPerSecond;
      shown.textContent = load.ordersPerSecond;
    }
    byId("load-words").textContent = why ?? words(load, runs);
  }

  return (snapshot) => show(snapshot.load);
}

function words(load, runs) {
  const troubles = [
    load.failed > 0 ? `${number(load.failed)} could not be placed` : null,
    load.heldBack > 0 ? `${number(load.heldBack)} were held back, since the shop was busy` : null,
  ].filter(Boolean);
  const counted = [`${plural(load.placed, "order")} placed`, ...troubles].join(", ");
  if (runs) {
    return `${counted}. Stops at ${clockTime(load.until)}, or when no control room is open.`;
  }
  return load.placed > 0 || load.ended
    ? `${counted}. ${load.ended ?? ""}`
    : "Orders of made-up customers, placed as POST /orders places them.";
}

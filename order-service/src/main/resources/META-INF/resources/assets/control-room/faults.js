// The fault switches of each service. They show what is set, not what was clicked.

import { byId, element } from "/kit/dom.js";
import { failed } from "/kit/say.js";
import { act, closed } from "./operator.js";

const SERVICES = ["order-service", "warehouse-service", "logistics-service", "notification-service"];

export async function setFaults(service, faults) {
  return act(`/admin/control-room/${service}/faults`, faults);
}

export function faultSwitches() {
  const host = byId("faults");
  const rows = new Map(SERVICES.map((service) => [service, row(service)]));
  host.append(...[...rows.values()].map((each) => each.box));
  return (snapshot) => {
    for (const service of snapshot.services) {
      rows.get(service.name)?.show(service);
    }
  };
}

function row(service) {
  let current = { slowMillis: 0, failPercent: 0, stopConsuming: false };
  let editing = 0;
  const stop = element("input", { type: "checkbox" });
  const slow = element("input", { type: "number", min: "0", max: "60000", step: "50", value: "0", inputmode: "numeric" });
  const fail = element("input", { type: "number", min: "0", max: "100", step: "5", value: "0", inputmode: "numeric" });
  const words = element("p", { class: "small muted", hidden: true });
  const fields = element("div", { class: "fault-fields" },
    element("label", { class: "check" }, stop, "Reads nothing"),
    element("label", { class: "field" }, element("span", {}, "Slow, ms"), slow),
    element("label", { class: "field" }, element("span", {}, "Fails, %"), fail));
  const box = element("fieldset", { class: "fault" },
    element("legend", { class: "service", data: { service } }, service), fields, words);

  async function send() {
    try {
      current = await setFaults(service, { slowMillis: Number(slow.value), failPercent: Number(fail.value), stopConsuming: stop.checked });
    } catch (failure) {
      failed(failure);
    }
    editing = 0;
    fill();
  }

  function fill() {
    stop.checked = current.stopConsuming;
    slow.value = current.slowMillis;
    fail.value = current.failPercent;
  }

  box.addEventListener("input", () => {
    editing = Date.now();
  });
  box.addEventListener("change", send);

  return {
    box,
    show(state) {
      const why = closed() ?? (state.faults ? null : state.missing ?? "Not known yet.");
      words.hidden = why === null;
      words.textContent = why ?? "";
      fields.hidden = why !== null;
      if (state.faults && Date.now() - editing > 4000) {
        current = state.faults;
        fill();
      }
    },
  };
}

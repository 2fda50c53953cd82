// What happened, told at the edge of the page; and questions before something that cannot be taken back.

import { element, icon } from "./dom.js";
import { Problem } from "./http.js";

const STAYS_MILLIS = 6000;

function region() {
  let toasts = document.querySelector(".toasts");
  if (!toasts) {
    toasts = element("div", { class: "toasts", role: "status", "aria-live": "polite" });
    document.body.append(toasts);
  }
  return toasts;
}

function toast(kind, iconName, text, stays) {
  const box = element("div", { class: `toast ${kind}` }, icon(iconName), element("p", {}, text));
  const close = () => box.remove();
  box.append(element("button", { class: "plain small square", type: "button", "aria-label": "Dismiss", click: close }, icon("x")));
  region().append(box);
  if (!stays) {
    setTimeout(close, STAYS_MILLIS);
  }
}

export const done = (text) => toast("good", "circle-check", text, false);

/** A failure stays until it is dismissed: whoever looked away must not miss it. */
export const failed = (failure) =>
  toast("bad", "circle-alert", failure instanceof Problem ? failure.sentence : String(failure?.message ?? failure), true);

/** Runs something for a button: busy meanwhile, failures told. Resolves to undefined when it failed. */
export async function busy(button, action) {
  button.setAttribute("aria-busy", "true");
  button.disabled = true;
  try {
    return await action();
  } catch (failure) {
    failed(failure);
    return undefined;
  } finally {
    button.removeAttribute("aria-busy");
    button.disabled = false;
  }
}

/**
 * Asks before something is done. With `typed`, the button works once that text was typed in.
 *
 * @returns a promise of true or false
 */
export function confirm({ title, text, action, danger = false, typed = null }) {
  return new Promise((resolve) => {
    const agree = element("button", { class: danger ? "danger" : "primary", value: "yes", disabled: typed !== null }, action);
    const input = typed === null ? null : element("input", { class: "code", autocomplete: "off", spellcheck: "false", autofocus: true });
    input?.addEventListener("input", () => {
      agree.disabled = input.value !== typed;
    });
    const heading = element("h2", { id: "dialog-title" }, title);
    const dialog = element("dialog", { "aria-labelledby": "dialog-title" },
      element("form", { method: "dialog" },
        heading,
        element("p", {}, text),
        input && element("label", { class: "field" }, element("span", {}, `Type ${typed} to confirm`), input),
        element("div", { class: "dialog-end" }, element("button", { value: "no", formnovalidate: true }, "Keep it as it is"), agree)));
    // Return in the field presses the first button of a form, which is the one that does nothing.
    input?.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault();
        if (!agree.disabled) {
          agree.click();
        }
      }
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

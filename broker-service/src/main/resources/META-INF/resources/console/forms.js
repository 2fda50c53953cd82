// Dialogs with a form: what is wrong is said in the dialog, which stays until it is right or left.

import { element } from "/kit/dom.js";

let dialogs = 0;

export const field = (name, control, hint = "", kind = "") =>
  element("label", { class: `field ${kind}` }, element("span", {}, name), control, hint ? element("span", { class: "hint" }, hint) : null);

/**
 * @param parts elements of the form
 * @param submit (form) does it; what it throws is shown, and with false the dialog stays
 * @returns the dialog, opened
 */
export function formDialog({ title, text = "", parts, action, danger = false, wide = false, submit }) {
  dialogs += 1;
  const heading = element("h2", { id: `form-title-${dialogs}` }, title);
  const fault = element("p", { class: "notice bad", role: "alert", hidden: true });
  const go = element("button", { class: danger ? "danger" : "primary" }, action);
  const form = element("form", {}, heading, text ? element("p", { class: "muted" }, text) : null, parts, fault,
    element("div", { class: "dialog-end" }, element("button", { type: "button", click: () => dialog.close() }, "Cancel"), go));
  const dialog = element("dialog", { "aria-labelledby": heading.id, class: wide ? "wide" : null }, form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    go.disabled = true;
    go.setAttribute("aria-busy", "true");
    fault.hidden = true;
    try {
      if ((await submit(form)) !== false) {
        dialog.close();
      }
    } catch (problem) {
      fault.textContent = problem.sentence ?? problem.message;
      fault.hidden = false;
    } finally {
      go.disabled = false;
      go.removeAttribute("aria-busy");
    }
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

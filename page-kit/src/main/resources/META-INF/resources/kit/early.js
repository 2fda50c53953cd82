// A click that comes before the modules of a page have run, as on a slow line: nothing listens for it yet, and a form would be sent to
// its own address, with all that was typed into it. It is held, and done again when they have run. Forms that the server takes itself
// need no module and are let through.

(() => {
  let held = null;

  function hold(event) {
    const pressed = event.type === "submit" ? event.target : event.target.closest?.("button");
    const form = event.type === "submit" ? event.target : pressed?.form;
    if (!pressed || form?.method === "post") {
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    held?.removeAttribute("aria-busy");
    held = pressed;
    held.setAttribute("aria-busy", "true");
  }

  function goOn() {
    removeEventListener("click", hold, true);
    removeEventListener("submit", hold, true);
    held?.removeAttribute("aria-busy");
    // What the page has taken away meanwhile is not to be pressed any more.
    if (held?.getClientRects().length > 0) {
      if (held instanceof HTMLFormElement) {
        held.requestSubmit();
      } else {
        held.click();
      }
    }
  }

  addEventListener("click", hold, true);
  addEventListener("submit", hold, true);
  addEventListener("DOMContentLoaded", goOn, { once: true });
})();

// Light or dark, before anything is drawn: so it is no module, and stands in the head. Without a choice the system decides.

(() => {
  const KEY = "theme";
  const root = document.documentElement;

  function chosen() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // Storage is closed to this page: the system decides each time.
    }
  }

  function apply(theme) {
    if (theme === "light" || theme === "dark") {
      root.dataset.theme = theme;
    } else {
      delete root.dataset.theme;
    }
  }

  const isDark = () => root.dataset.theme === "dark" || (!root.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);

  apply(chosen());

  addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("theme");
    if (!button) {
      return;
    }
    const show = () => button.setAttribute("aria-label", isDark() ? "Switch to light colours" : "Switch to dark colours");
    show();
    button.addEventListener("click", () => {
      const theme = isDark() ? "light" : "dark";
      apply(theme);
      try {
        localStorage.setItem(KEY, theme);
      } catch {
        // It holds for this page, then.
      }
      show();
      dispatchEvent(new Event("themechange"));
    });
  });
})();

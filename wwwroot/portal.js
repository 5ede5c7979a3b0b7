// The few things that need the browser: the theme before the first paint, the lost connection, copying, closing menus, choices made early.
(() => {
  const root = document.documentElement;
  const keep = (name, value) => { document.cookie = `${name}=${value};path=/;max-age=31536000;samesite=lax`; };

  // No choice was made and the system prefers another theme than the server drew: remember it and ask again, before anything is painted.
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  if (root.dataset.chosen === "false" && (root.dataset.dark === "true") !== (system === "dark")) {
    keep("cc-theme-system", system);
    if (document.cookie.includes(`cc-theme-system=${system}`)) location.reload();
  }

  window.commsCredits = { chooseTheme: theme => keep("cc-theme", theme) };

  document.addEventListener("click", async event => {
    for (const menu of document.querySelectorAll("[data-menu][open]"))
      if (!menu.contains(event.target) || event.target.closest("[data-menu] a")) menu.open = false;
    const copy = event.target.closest("[data-copy]");
    if (copy) await navigator.clipboard?.writeText(copy.dataset.copy);
    const reconnect = event.target.closest("[data-reconnect]")?.dataset.reconnect;
    if (reconnect === "reload") location.reload();
    if (reconnect === "retry" && !(await Blazor.reconnect().catch(() => true))) location.reload();
  });
  // A choice that is made before the page lives is not lost: its form goes by itself. A page that lives takes the mark away and hears the choice.
  document.addEventListener("change", event => event.target.closest("form[data-go]")?.requestSubmit());
  document.addEventListener("keydown", event => {
    const menu = event.key === "Escape" && document.querySelector("[data-menu][open]");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
  });
})();

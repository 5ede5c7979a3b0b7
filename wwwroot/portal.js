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

  // Answers once somebody can see the page
  const looks = () => document.visibilityState === "visible" ? undefined : new Promise(done => document.addEventListener("visibilitychange", function seen() {
    if (document.visibilityState !== "visible") return;
    document.removeEventListener("visibilitychange", seen);
    done();
  }));
  window.commsCredits = { looks, focusOn: id => document.getElementById(id)?.focus(), reload: () => { reloads = true; location.reload(); }, chooseTheme: theme => keep("cc-theme", theme), lives: sight => {
    root.dataset.lives = "true";
    watcher ??= watch();
    putBack();
    // A tab that nobody looks at reads and draws nothing; one that is looked at again is drawn at once. The connection may be gone by then.
    const say = () => { sight.invokeMethodAsync("Seen", document.visibilityState === "visible").catch(() => document.removeEventListener("visibilitychange", say)); };
    document.addEventListener("visibilitychange", say);
    if (document.visibilityState !== "visible") say();
  } };

  // What is typed into a form with data-keep survives a lost connection: it is written down while the connection is lost, or is not there yet, and put back when the page lives, here or after
  // a reload. Never a password or a file; nothing is sent by it; what is half an hour old is forgotten.
  const store = "cc-typed", halfAnHour = 1_800_000, here = () => location.pathname + location.search, wait = ms => new Promise(done => setTimeout(done, ms));
  const fieldsOf = form => [...form.querySelectorAll("input, select, textarea, [role=switch]")].filter(f => !["password", "file", "submit"].includes(f.type) && !f.disabled);
  const isChosen = f => f.matches("input.mud-select-input");
  const nameOf = f => f.type === "radio" ? `${f.name}=${f.value}` : f.id && !f.id.startsWith("mud") ? f.id : f.labels?.[0]?.textContent.trim() || f.name || f.getAttribute("aria-label");
  const stateOf = f => f.matches("[role=switch]") ? f.getAttribute("aria-checked") : ["radio", "checkbox"].includes(f.type) ? String(f.checked) : f.value;
  const tell = f => { for (const name of ["input", "change"]) f.dispatchEvent(new Event(name, { bubbles: true })); };
  const touched = new Set();
  let lost = false, found = false, reloads = false, putting = false, watcher;
  const watch = () => { const seen = new MutationObserver(() => putBack()); seen.observe(document.body, { childList: true, subtree: true }); return seen; };

  const read = () => {
    const kept = JSON.parse(sessionStorage.getItem(store) ?? "null");
    if (kept && Date.now() - kept.at < halfAnHour) return kept;
    sessionStorage.removeItem(store);
    return null;
  };
  const write = forms => Object.keys(forms).length ? sessionStorage.setItem(store, JSON.stringify({ at: Date.now(), address: here(), forms })) : sessionStorage.removeItem(store);
  const writeDown = () => write(Object.fromEntries([...document.querySelectorAll("[data-keep]")].map(form => [form.dataset.keep, fieldsOf(form).map(f => [nameOf(f), stateOf(f)])])));

  // The list of a select of ours is the server's: it is opened and the line pressed, as a person would.
  const choose = async (field, text) => {
    field.closest(".mud-input-control").dispatchEvent(new MouseEvent("mousedown", { bubbles: true, button: 0 }));
    for (let tries = 0; tries < 20; tries++) {
      await wait(100);
      const line = [...document.querySelectorAll(".mud-popover-open [role=option]")].find(o => o.textContent.trim() === text);
      if (line) return line.click();
    }
  };
  const put = async (field, state) => {
    if (stateOf(field) === state || field.type === "radio" && state !== "true") return;
    if (field.matches("[role=switch], [type=radio], [type=checkbox]")) return field.click();
    if (isChosen(field)) return choose(field, state);
    field.value = state;
    tell(field);
  };

  // Fields that another choice brings (a target instead of an amount) are waited for.
  const fill = async (form, wanted) => {
    for (let round = 0; round < 8 && wanted.length; round++) {
      const waiting = [];
      for (const [name, state] of wanted) {
        const field = fieldsOf(form).find(f => nameOf(f) === name);
        if (field) await put(field, state); else waiting.push([name, state]);
      }
      if (!(wanted = waiting).length) return;
      await wait(250);
    }
  };
  async function putBack() {
    if (lost || putting || found === null) return;
    const kept = read();
    if (!kept) { found = null; return; }
    if (kept.address !== here()) return;
    const form = [...document.querySelectorAll("[data-keep]")].find(f => f.dataset.keep in kept.forms);
    if (!form) return;
    putting = true;
    const wanted = kept.forms[form.dataset.keep];
    delete kept.forms[form.dataset.keep];
    write(kept.forms);
    try { await fill(form, wanted); } finally { putting = false; }
    putBack();
  }

  // A reload of our own loses nothing that was typed: nobody is asked whether they want to leave. Heard before Blazor's own question, because this file comes first.
  addEventListener("beforeunload", event => { if (reloads) event.stopImmediatePropagation(); });

  // The connection: lost, back, or gone for good (then the page is asked for again, once in ten seconds at most).
  document.addEventListener("components-reconnect-state-changed", async event => {
    const state = event.detail?.state;
    if (state === "hide") {
      lost = false;
      for (const field of touched) if (field.isConnected) tell(field);
      touched.clear();
      await wait(500);
      putBack();
      return;
    }
    lost = true;
    found = false;
    writeDown();
    if (state !== "rejected" && state !== "resume-failed" || Date.now() - Number(sessionStorage.getItem("cc-asked") ?? 0) < 10_000) return;
    sessionStorage.setItem("cc-asked", String(Date.now()));
    reloads = true;
    location.reload();
  }, true);
  for (const name of ["input", "change"]) document.addEventListener(name, event => { if ((lost || !root.dataset.lives) && event.target.closest("[data-keep]")) { touched.add(event.target); writeDown(); } }, true);

  document.addEventListener("click", async event => {
    for (const menu of document.querySelectorAll("[data-menu][open]"))
      if (!menu.contains(event.target) || event.target.closest("[data-menu] a")) menu.open = false;
    const copy = event.target.closest("[data-copy]");
    if (copy) await navigator.clipboard?.writeText(copy.dataset.copy);
    const reconnect = event.target.closest("[data-reconnect]")?.dataset.reconnect;
    if (reconnect === "reload" || reconnect === "retry" && !(await Blazor.reconnect().catch(() => true))) { reloads = true; location.reload(); }
  });
  // A choice that is made before the page lives is not lost: its form goes by itself. A page that lives takes the mark away and hears the choice.
  document.addEventListener("change", event => event.target.closest("form[data-go]")?.requestSubmit());
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape" || document.querySelector(".mud-dialog")) return;
    const menu = document.querySelector("[data-menu][open]"), drawer = document.querySelector("button.bar-narrow[aria-expanded=true]");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
    else if (drawer?.checkVisibility()) { drawer.click(); drawer.focus(); }
  });

  // Tab goes round in a dialog, from its last field to its first, without the empty stops that stand around it.
  document.addEventListener("keydown", event => {
    const dialog = event.key === "Tab" && event.target.closest?.(".mud-dialog");
    if (!dialog) return;
    const stops = [...dialog.querySelectorAll("a[href], button, input, select, textarea, [tabindex]")].filter(e => e.tabIndex >= 0 && e.matches("a, button, input, select, textarea, [role]") && !e.disabled && e.type !== "hidden" && e.checkVisibility({ visibilityProperty: true }));
    const at = stops.indexOf(event.target), last = stops.length - 1;
    if (at < 0 || at !== (event.shiftKey ? 0 : last)) return;
    event.preventDefault();
    stops[event.shiftKey ? last : 0].focus();
  });

  // A filter keeps the focus on its chip, whose panel closes when something is chosen, so that the next Tab goes on from there.
  const toChip = from => {
    const chip = from.closest(".chip.filter"), menu = chip?.querySelector("[data-menu]");
    if (menu) menu.open = false;
    chip?.querySelector("summary, a, button")?.focus();
  };
  document.addEventListener("click", event => { const link = event.target.closest(".chip.filter a"); if (link) toChip(link); });
  document.addEventListener("submit", event => toChip(event.target));

  // What scrolls sideways because its table has no room can be reached and named by keys and screen readers, and only then: no empty stop where all is in sight.
  const fit = () => {
    for (const box of new Set([...document.querySelectorAll("main table")].map(t => { for (let up = t.parentElement; up?.id !== "main" && up; up = up.parentElement) if (["auto", "scroll"].includes(getComputedStyle(up).overflowX)) return up; }))) {
      if (!box || box.hasAttribute("tabindex") && !box.dataset.scrolls) continue;
      const scrolls = box.scrollWidth > box.clientWidth + 1;
      if (scrolls === (box.dataset.scrolls === "true")) continue;
      box.dataset.scrolls = String(scrolls);
      if (!scrolls) { box.removeAttribute("tabindex"); continue; }
      box.tabIndex = 0;
      if (box.hasAttribute("aria-labelledby") || box.hasAttribute("aria-label")) continue;
      if (!box.matches("section, form")) box.setAttribute("role", "group");
      box.setAttribute("aria-label", box.querySelector("h2, h3")?.textContent ?? document.querySelector("main").dataset.scrolls);
    }
  };
  let fits = 0;
  const fitSoon = () => { fits ||= requestAnimationFrame(() => { fits = 0; fit(); }); };
  addEventListener("resize", fitSoon);
  document.addEventListener("DOMContentLoaded", () => { new MutationObserver(fitSoon).observe(document.body, { childList: true, subtree: true }); fitSoon(); });
})();

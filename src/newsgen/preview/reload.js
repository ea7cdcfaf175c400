(() => {
  const own = document.currentScript, keep = "newsgen-preview";
  // What was kept when this tab was made to load the page again: where it had been scrolled to, when it was last used,
  // and its name, by which the preview knows that it has not gone where it was sent to.
  const kept = JSON.parse(sessionStorage.getItem(keep) || "{}");
  sessionStorage.removeItem(keep);
  const again = kept.path === location.pathname;
  if (again) {
    const back = () => scrollTo({ top: kept.top, left: kept.left, behavior: "instant" });
    back();
    addEventListener("load", back);
  }
  const another = () => crypto.getRandomValues(new Uint32Array(4)).join("-");
  let used = again ? kept.used : Date.now(), name = (again && kept.name) || another();
  let overlay = null, source = null, told = own.dataset.faults, sheets = null;

  const show = (faults) => {
    if (overlay) overlay.remove();
    overlay = null;
    if (!faults) return;
    overlay = document.createElement("div");
    overlay.id = "newsgen-faults";
    overlay.setAttribute("role", "alert");
    overlay.style.cssText = "all:initial;position:fixed;inset:auto 0 0 0;z-index:99999";
    const root = overlay.attachShadow({ mode: "open" });
    root.innerHTML = "<style>details{max-height:60vh;overflow:auto;background:#2b1414;color:#ffe9e6;padding:1rem;" +
      "box-shadow:0 0 2rem #0008;font:1rem/1.4 system-ui,sans-serif}summary{font-weight:700;cursor:pointer}" +
      "pre{white-space:pre-wrap;font:.9rem/1.4 ui-monospace,monospace}a{color:inherit}</style>" +
      "<details open><summary>This is the last good version. To mend:</summary>" + faults + "</details>";
    document.body.append(overlay);
  };

  // The addresses, without versions, of the sheets that a sheet imports, and of those that they import.
  const imported = (sheet) => {
    try {
      return [...sheet.cssRules].flatMap((rule) => rule instanceof CSSImportRule && rule.styleSheet
        ? [decodeURI(new URL(rule.href, sheet.href || location).pathname), ...imported(rule.styleSheet)] : []);
    } catch {
      return []; // a sheet of another site cannot be looked into
    }
  };
  const swap = (old, next) => {
    const before = [old, ...(old.newsgenBefore || [])]; // it may itself be waiting to be loaded
    next.newsgenBefore = before;
    old.newsgenAfter = next;
    const done = () => before.forEach((each) => each.remove());
    next.addEventListener("load", done);
    next.addEventListener("error", done);
    old.after(next);
  };
  const restyle = ({ mark, sheets: now }) => {
    const before = sheets || {}, missed = sheets === null && mark !== own.dataset.styles;
    const after = sheets === null ? {} : now;
    const changed = (address) => missed || before[address] !== after[address];
    sheets = now;
    for (const node of document.querySelectorAll("link[rel~=stylesheet], style")) {
      if (node.newsgenAfter) continue;
      const stale = (node.sheet ? imported(node.sheet) : Object.keys(now)).some(changed);
      if (node.localName === "style") {
        if (stale) swap(node, Object.assign(document.createElement("style"), { textContent: node.textContent }));
        continue;
      }
      const old = new URL(node.href);
      if (old.origin !== location.origin) continue;
      old.searchParams.delete("newsgen");
      const plain = decodeURI(old.pathname).replace(/\.[0-9a-f]{8}(?=\.css$)/, "");
      const name = Object.keys(now).find((each) => each === decodeURI(old.pathname) ||
        (before[each] && new URL(before[each], location).href === old.href) || each === plain);
      const next = node.cloneNode(), fresh = new URL(name ? now[name] : old.href, location);
      if (!stale && fresh.href === old.href) continue;
      if (stale) fresh.searchParams.set("newsgen", String(Date.now())); // the same sheet, to be read once more
      next.href = fresh.href;
      swap(node, next);
    }
  };

  const listen = () => {
    if (source) source.close();
    source = null;
    // A browser keeps six connections to a server, for all tabs together: hidden ones must not hold any.
    if (document.hidden) return;
    const stream = source = new EventSource("/_newsgen/events?page=" + encodeURIComponent(location.pathname) +
      "&digest=" + own.dataset.newsgen + "&faults=" + told + "&used=" + used + "&name=" + name);
    stream.addEventListener("reload", () => {
      const { scrollY: top, scrollX: left } = window;
      sessionStorage.setItem(keep, JSON.stringify({ path: location.pathname, top, left, used, name }));
      location.reload();
    });
    stream.addEventListener("go", (event) => {
      stream.close(); // to be told now to load this page again would call us back
      location.assign(JSON.parse(event.data));
    });
    stream.addEventListener("styles", (event) => restyle(JSON.parse(event.data)));
    stream.addEventListener("faults", (event) => {
      const now = JSON.parse(event.data);
      told = now.mark;
      show(now.html);
    });
    stream.addEventListener("error", () => {
      if (stream === source && stream.readyState === EventSource.CLOSED) setTimeout(listen, 1000);
    });
  };
  const turnedTo = () => {
    used = Date.now();
    listen();
  };
  const first = document.querySelector("template[data-newsgen-faults]");
  if (first) show(first.innerHTML);
  document.addEventListener("visibilitychange", () => document.hidden ? listen() : turnedTo());
  addEventListener("focus", turnedTo);
  addEventListener("pagehide", () => { name = another(); }); // who comes back to this page is not to be sent away again
  addEventListener("pageshow", (event) => event.persisted && turnedTo());
  listen();
})();

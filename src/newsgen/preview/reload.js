(() => {
  const own = document.currentScript, place = "newsgen-scroll" + location.pathname;
  const y = sessionStorage.getItem(place);
  if (y !== null) {
    sessionStorage.removeItem(place);
    addEventListener("load", () => scrollTo({ top: Number(y), behavior: "instant" }));
  }
  let shown = null, source = null, told = own.dataset.faults;
  const show = (faults) => {
    if (shown) shown.remove();
    shown = null;
    if (!faults) return;
    shown = document.createElement("div");
    shown.id = "newsgen-faults";
    shown.setAttribute("role", "alert");
    shown.style.cssText = "all:initial;position:fixed;inset:auto 0 0 0;z-index:99999";
    const root = shown.attachShadow({ mode: "open" });
    root.innerHTML = "<style>div{max-height:60vh;overflow:auto;background:#2b1414;color:#ffe9e6;padding:1rem;" +
      "box-shadow:0 0 2rem #0008;font:1rem/1.4 system-ui,sans-serif}" +
      "pre{white-space:pre-wrap;font:.9rem/1.4 ui-monospace,monospace}a{color:inherit}</style>" +
      "<div><strong>This is the last good version. To mend:</strong>" + faults + "</div>";
    document.body.append(shown);
  };
  const swap = (fresh) => {
    for (const link of document.querySelectorAll('link[rel="stylesheet"]')) {
      const old = new URL(link.href), path = decodeURI(old.pathname);
      const address = fresh[path] || fresh[path.replace(/\.[0-9a-f]{8}(?=\.css$)/, "")];
      if (old.origin !== location.origin || !address || new URL(address, location).href === old.href) continue;
      const next = link.cloneNode();
      next.href = address;
      next.addEventListener("load", () => link.remove());
      next.addEventListener("error", () => link.remove());
      link.after(next);
    }
  };
  const listen = () => {
    source = new EventSource("/_newsgen/events?page=" + encodeURIComponent(location.pathname) +
      "&digest=" + own.dataset.newsgen + "&faults=" + told);
    source.addEventListener("reload", () => {
      sessionStorage.setItem(place, String(scrollY));
      location.reload();
    });
    source.addEventListener("styles", (event) => swap(JSON.parse(event.data)));
    source.addEventListener("faults", (event) => {
      const now = JSON.parse(event.data);
      told = now.mark;
      show(now.html);
    });
  };
  const first = document.querySelector("template[data-newsgen-faults]");
  if (first) show(first.innerHTML);
  // A browser keeps six connections to a server, for all tabs together: hidden ones must not hold any.
  document.addEventListener("visibilitychange", () => {
    if (source) source.close();
    source = null;
    if (!document.hidden) listen();
  });
  if (!document.hidden) listen();
})();

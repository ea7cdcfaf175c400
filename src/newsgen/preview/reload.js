(() => {
  const own = document.currentScript, place = "newsgen-scroll";
  const y = sessionStorage.getItem(place + location.pathname);
  if (y !== null) {
    sessionStorage.removeItem(place + location.pathname);
    addEventListener("load", () => scrollTo(0, Number(y)));
  }
  let shown = null;
  const show = (faults) => {
    if (shown) shown.remove();
    shown = null;
    if (!faults) return;
    shown = document.createElement("div");
    shown.id = "newsgen-faults";
    shown.setAttribute("role", "alert");
    const root = shown.attachShadow({ mode: "open" });
    root.innerHTML = "<style>div{position:fixed;inset:auto 0 0 0;max-height:60vh;overflow:auto;z-index:99999;" +
      "background:#2b1414;color:#ffe9e6;padding:1rem;box-shadow:0 0 2rem #0008;font:1rem/1.4 system-ui}" +
      "pre{white-space:pre-wrap;font:.9rem/1.4 ui-monospace,monospace}a{color:inherit}</style>" +
      "<div><strong>This is the last good version. To mend:</strong>" + faults + "</div>";
    document.body.append(shown);
  };
  const first = document.querySelector("template[data-newsgen-faults]");
  if (first) show(first.innerHTML);
  const source = new EventSource("/_newsgen/events?page=" + encodeURIComponent(location.pathname) +
    "&digest=" + own.dataset.newsgen);
  source.addEventListener("reload", () => {
    sessionStorage.setItem(place + location.pathname, String(scrollY));
    location.reload();
  });
  source.addEventListener("styles", (event) => {
    const fresh = JSON.parse(event.data);
    for (const link of document.querySelectorAll('link[rel="stylesheet"]')) {
      const path = new URL(link.href).pathname;
      if (fresh[path]) link.href = fresh[path];
    }
  });
  source.addEventListener("faults", (event) => show(JSON.parse(event.data)));
  source.addEventListener("goto", (event) => { location.href = JSON.parse(event.data); });
})();

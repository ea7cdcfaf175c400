/* The one script of newsgen's default theme. Every page works without it: what it adds is hidden until it runs.

   It asks nothing of anyone: no request, no cookie. The choice of light or dark stays in this browser. */
(() => {
  "use strict";
  const root = document.documentElement;
  const all = (selector) => document.querySelectorAll(selector);

  /* Light or dark: a button where the reader has one theme, and the other on offer. base.html applies it at once. */
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const theme = () => root.dataset.theme || (dark.matches ? "dark" : "light");
  for (const button of all("[data-switch]")) {
    const show = () => button.setAttribute("aria-pressed", String(theme() === "dark"));
    button.hidden = false;
    button.addEventListener("click", () => {
      root.dataset.theme = theme() === "dark" ? "light" : "dark";
      try {
        localStorage.setItem("theme", root.dataset.theme);
      } catch {
        /* a browser that keeps nothing: the choice holds for this page */
      }
      show();
    });
    dark.addEventListener("change", show);
    show();
  }

  /* Copy the link, or hand it to the system. The address is the canonical one, without what trackers put behind it. */
  const canonical = document.querySelector("link[rel=canonical]");
  const url = canonical ? canonical.href : location.href;
  for (const button of all("[data-copy]")) {
    if (!navigator.clipboard) continue;
    const said = button.parentElement.querySelector("[role=status]");
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(url);
      } catch {
        return;
      }
      said.textContent = button.dataset.copy;
      said.classList.remove("unseen");
      setTimeout(() => {
        said.textContent = "";
        said.classList.add("unseen");
      }, 3000);
    });
  }
  for (const button of all("[data-share]")) {
    if (!navigator.share) continue;
    button.hidden = false;
    button.addEventListener("click", () => navigator.share({ title: button.dataset.share, url }).catch(() => {}));
  }

  /* A video plays in its place once its link is followed; until then nothing is asked of the host. */
  for (const link of all("a[data-embed]")) {
    link.addEventListener("click", (event) => {
      if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      const frame = document.createElement("iframe");
      frame.className = "player";
      frame.title = link.dataset.title;
      frame.allow = "autoplay; fullscreen; picture-in-picture";
      frame.allowFullscreen = true;
      frame.referrerPolicy = "strict-origin-when-cross-origin";
      frame.src = link.dataset.embed;
      link.replaceWith(frame);
      frame.focus();
    });
  }

  /* A field above a long index leaves only the entries with these letters in them; accents do not matter. */
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  for (const field of all("[data-filter]")) {
    const entries = [...document.getElementById(field.dataset.filter).children];
    const names = entries.map((entry) => plain(entry.textContent));
    const input = field.querySelector("input");
    const sift = () => {
      const wanted = plain(input.value).split(/\s+/);
      entries.forEach((entry, n) => (entry.hidden = !wanted.every((word) => names[n].includes(word))));
    };
    field.hidden = false;
    input.addEventListener("input", sift);
    sift();
  }
})();

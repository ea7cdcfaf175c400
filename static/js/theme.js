/* The reader's own choice of light or dark, before anything is painted: base.html loads this before the style sheets. */
try {
  document.documentElement.dataset.theme = localStorage.getItem("theme") || "";
} catch {
  /* a browser that keeps nothing */
}

import { readFileSync } from "node:fs";

const PAGE_SIZE = 20;
const slugify = (text) =>
  text
    .toLowerCase()
    .replaceAll("œ", "oe")
    .normalize("NFKD")
    .replaceAll(/[\u0300-\u036f]/g, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");

// Eleventy paginates one list; the pages of all lists are therefore one list, made here.
function lists(articles, kind, keys) {
  const groups = new Map();
  for (const article of articles) {
    for (const key of keys(article)) {
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(article);
    }
  }
  return [...groups].flatMap(([title, items]) => {
    const base = `/${kind}/${slugify(title)}/`;
    const last = Math.ceil(items.length / PAGE_SIZE);
    const address = (number) => (number === 1 ? base : `${base}page/${number}/`);
    return Array.from({ length: last }, (_, index) => ({
      title,
      kind,
      url: address(index + 1),
      newer: index > 0 ? address(index) : null,
      older: index + 1 < last ? address(index + 2) : null,
      items: items.slice(index * PAGE_SIZE, (index + 1) * PAGE_SIZE),
    }));
  });
}

export default function (config) {
  const newestFirst = (api) => api.getFilteredByGlob("articles/*.md").reverse();
  config.addGlobalData("sections", JSON.parse(readFileSync("sections.json", "utf-8")));
  config.addFilter("termslug", slugify);
  config.addFilter("day", (date) => date.toISOString().slice(0, 10));
  config.addFilter("iso", (date) => date.toISOString());
  config.addFilter("take", (items, count) => items.slice(0, count));
  config.addFilter("firsts", (pages, kind) =>
    pages.filter((page) => page.kind === kind && !page.newer).sort((a, b) => (a.title < b.title ? -1 : 1)),
  );
  config.addCollection("newest", newestFirst);
  config.addCollection("chronicle", (api) => api.getFilteredByGlob("articles/*.md"));
  config.addCollection("lists", (api) => {
    const articles = newestFirst(api);
    return [
      ...lists(articles, "categories", (each) => [each.data.category]),
      ...lists(articles, "authors", (each) => each.data.authors),
      ...lists(articles, "tags", (each) => each.data.keywords),
      ...lists(articles, "months", (each) => [each.date.toISOString().slice(0, 7)]),
    ];
  });
  return { dir: { output: "public" }, markdownTemplateEngine: false };
}

"use strict";

const PAGE = 50;
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const make = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
};

// Charts: the style sheet's colours for "var(--name)", light or dark.

const charts = read("charts");
const countries = read("countries");
const views = [];

const coloured = (spec) => {
  const style = getComputedStyle(document.documentElement);
  const text = JSON.stringify(spec).replace(/var\((--[a-z0-9]+)\)/g, (_, name) => style.getPropertyValue(name).trim());
  return JSON.parse(text);
};

const look = () => coloured({
  background: "transparent",
  font: getComputedStyle(document.body).fontFamily.replace(/"/g, "'"),
  view: { stroke: null },
  axis: {
    labelColor: "var(--ink)", titleColor: "var(--soft)", titleFontWeight: "normal", gridColor: "var(--line)",
    domainColor: "var(--line)", tickColor: "var(--line)", labelFontSize: 12, titleFontSize: 12, labelLimit: 160,
  },
  legend: { labelColor: "var(--ink)", titleColor: "var(--soft)", labelFontSize: 12, titleFontSize: 12, titleFontWeight: "normal" },
});

const draw = async () => {
  while (views.length) views.pop().finalize();
  const config = look();
  for (const [name, spec] of Object.entries(charts)) {
    const { view, finalize } = await vegaEmbed(`#chart-${name}`, coloured(spec), {
      actions: false, ast: true, config, renderer: "svg", tooltip: { theme: "custom" },
      patch: (compiled) => {
        for (const data of compiled.data) if (data.name === "countries") data.values = countries;
        return compiled;
      },
    });
    views.push({ finalize });
    if (name === "map") map = view;
    if (name === "matrix") view.addEventListener("click", (_, item) => item && item.datum && item.datum.source && choose(item.datum));
  }
};

// The map: buttons zoom it, dragging moves it.

let map = null;

const move = (zoom, right, down) => map.signal("zoom", zoom).signal("right", right).signal("down", down).runAsync();

for (const button of document.querySelectorAll("[data-zoom]")) {
  button.addEventListener("click", () => {
    const factor = Number(button.dataset.zoom);
    if (!factor) return move(1, 0, 0);
    return move(map.signal("zoom") * factor, map.signal("right") * factor, map.signal("down") * factor);
  });
}

const drag = (start) => {
  const [right, down] = [map.signal("right"), map.signal("down")];
  const pull = (event) => move(map.signal("zoom"), right + event.clientX - start.clientX, down + event.clientY - start.clientY);
  const drop = () => { removeEventListener("pointermove", pull); removeEventListener("pointerup", drop); };
  addEventListener("pointermove", pull);
  addEventListener("pointerup", drop);
  addEventListener("pointercancel", drop, { once: true });
  start.preventDefault();
};
document.getElementById("chart-map")?.addEventListener("pointerdown", drag);

// The table.

const rows = read("rows");
const form = document.getElementById("filters");
const body = document.querySelector("#records tbody");
const status = document.getElementById("found");
const more = document.getElementById("more");
const pair = document.getElementById("pair");
const quads = read("quads");
for (const row of rows) {
  row.text = [row.day, row.source, row.target, ...row.texts, row.code, row.label, row.reporter, row.stance, row.publisher,
    ...row.pieces.map((piece) => typeof piece === "string" ? piece : piece[0]), ...row.facts.map((fact) => fact[1])]
    .join("\u0001").toLowerCase();
}

let found = rows;
let shown = 0;
let dyad = null;
let sorting = { key: null, down: true };

const sentence = (row) => make("p", { class: "sentence" }, ...row.pieces.map((piece) => {
  if (typeof piece === "string") return piece;
  const [text, ...names] = piece;
  return make("mark", { class: names[0], title: names.join(", ") }, text);
}));

const legend = (row) => {
  const names = new Set(row.pieces.flatMap((piece) => typeof piece === "string" ? [] : piece.slice(1)));
  return make("p", { class: "small legend" }, ...[...names].map((name) => make("mark", { class: name }, name)));
};

const opened = (row) => {
  const facts = make("dl");
  for (const [name, value] of row.facts) facts.append(make("dt", {}, name), make("dd", {}, value));
  return make("tr", { class: "detail" }, make("td", { colspan: "6" }, sentence(row), legend(row), facts));
};

const actor = (code, text) => [make("span", { class: "code" }, code || "no code"), make("span", { class: "soft words" }, ` ${text}`)];

const line = (row) => {
  const button = make("button", { type: "button", "aria-expanded": "false", title: "Show the sentence" },
    make("span", { class: `quad quad${row.quad}`, title: quads[row.quad] }), make("span", { class: "code" }, row.code), ` ${row.label}`);
  const made = make("tr", {},
    make("td", { class: "day" }, row.day || "undated"),
    make("td", {}, ...actor(row.source, row.texts[0])),
    make("td", {}, button),
    make("td", {}, ...actor(row.target, row.texts[1])),
    make("td", { class: "reporter" }, make("span", { class: "code" }, row.reporter), make("span", { class: "soft" }, ` ${row.said}`)),
    make("td", { class: "publisher" }, row.publisher));
  made.addEventListener("click", (event) => {
    if (getSelection().toString() && !event.target.closest("button")) return;
    const open = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(!open));
    if (open) made.nextElementSibling.remove(); else made.after(opened(row));
  });
  return made;
};

const extend = () => {
  body.append(...found.slice(shown, shown + PAGE).map(line));
  shown = Math.min(found.length, shown + PAGE);
  more.hidden = shown >= found.length;
};

const fits = (row, wanted, words) =>
  words.every((word) => row.text.includes(word))
  && (!wanted.quad || String(row.quad) === wanted.quad)
  && (!wanted.root || row.code.startsWith(wanted.root))
  && (!wanted.reporter || row.reporter === wanted.reporter)
  && (!wanted.stance || row.stance === wanted.stance)
  && (!dyad || ((row.source || dyad.none) === dyad.source && (row.target || dyad.none) === dyad.target));

const filter = () => {
  const wanted = Object.fromEntries(new FormData(form));
  const words = wanted.search.toLowerCase().split(/\s+/).filter(Boolean);
  found = rows.filter((row) => fits(row, wanted, words));
  if (sorting.key) {
    const sign = sorting.down ? -1 : 1;
    found.sort((a, b) => sign * (a[sorting.key] < b[sorting.key] ? -1 : a[sorting.key] > b[sorting.key] ? 1 : 0));
  }
  body.replaceChildren();
  shown = 0;
  extend();
  status.textContent = `${found.length.toLocaleString("en")} of ${rows.length.toLocaleString("en")} records`;
};

const choose = (chosen) => {
  dyad = chosen && { source: chosen.source, target: chosen.target, none: document.body.dataset.none };
  pair.hidden = !dyad;
  if (dyad) {
    pair.textContent = `${dyad.source} → ${dyad.target} ✕`;
    document.getElementById("table").scrollIntoView();
  }
  filter();
};

const sort = (header) => {
  const key = header.dataset.key;
  sorting = { key, down: sorting.key === key ? !sorting.down : key === "day" };
  for (const other of document.querySelectorAll("#records th[data-key]")) other.removeAttribute("aria-sort");
  header.setAttribute("aria-sort", sorting.down ? "descending" : "ascending");
  filter();
};

form.addEventListener("input", filter);
form.addEventListener("reset", () => setTimeout(() => choose(null)));
form.addEventListener("submit", (event) => event.preventDefault());
more.addEventListener("click", extend);
pair.addEventListener("click", () => choose(null));
for (const header of document.querySelectorAll("#records th[data-key]")) {
  header.querySelector("button").addEventListener("click", () => sort(header));
}
filter();
draw();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);

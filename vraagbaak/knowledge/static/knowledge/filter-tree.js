/* A table that is a tree: branches open in place, and words narrow it to the rows that have them, with what stands above. */
const OPEN = "knowledge:open-topics";
const bare = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

class FilterTree extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input");
    this.says = this.querySelector("[role=status]");
    this.open = new Set(JSON.parse(sessionStorage.getItem(OPEN) ?? "[]"));
    this.rows = [...this.querySelectorAll("tbody tr")].map((row) => ({ row, key: row.dataset.key, depth: Number(row.dataset.depth), text: bare(row.textContent) }));
    this.rows.forEach((line, place) => this.place(line, place));
    this.querySelector(".field").hidden = false;
    this.input.addEventListener("input", () => this.narrow());
    this.narrow();
  }

  /* What stands right above a row, and a button on what has something below it. */
  place(line, place) {
    line.above = this.rows.slice(0, place).findLast(({ depth }) => depth < line.depth) ?? null;
    if ((this.rows[place + 1]?.depth ?? 0) <= line.depth) return;
    const rest = this.rows.slice(place + 1).findIndex(({ depth }) => depth <= line.depth);
    const count = rest < 0 ? this.rows.length - place - 1 : rest;
    line.button = Object.assign(document.createElement("button"), { type: "button", className: "chip", textContent: this.dataset.below.replace("%s", count) });
    line.button.addEventListener("click", () => this.turn(line));
    line.row.querySelector("th").append(" ", line.button);
  }

  turn(line) {
    if (!this.open.delete(line.key)) this.open.add(line.key);
    sessionStorage.setItem(OPEN, JSON.stringify([...this.open]));
    this.narrow();
  }

  narrow() {
    const words = bare(this.input.value).split(/\s+/).filter(Boolean);
    const fitting = this.rows.filter(({ text }) => words.every((word) => text.includes(word)));
    const shown = new Set(words.length ? fitting : []);
    for (const found of words.length ? fitting : []) for (let line = found.above; line; line = line.above) shown.add(line);
    for (const line of this.rows) {
      line.row.hidden = words.length ? !shown.has(line) : !this.isOpened(line);
      if (line.button) { line.button.hidden = words.length > 0; line.button.setAttribute("aria-expanded", this.open.has(line.key)); }
    }
    const { all, some, none } = this.dataset;
    this.says.textContent = words.length ? (fitting.length ? some.replace("%s", fitting.length) : none) : all;
  }

  isOpened(line) {
    for (let above = line.above; above; above = above.above) if (!this.open.has(above.key)) return false;
    return true;
  }
}

customElements.define("filter-tree", FilterTree);

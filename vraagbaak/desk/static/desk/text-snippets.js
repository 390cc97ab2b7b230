/* Inserts a snippet: type a colon and its key, choose with the arrows, Enter or Tab puts it in. */

let loaded = null;

async function snippets(address) {
  loaded ??= fetch(address).then((answer) => (answer.ok ? answer.json() : { snippets: [] })).then((found) => found.snippets);
  return loaded;
}

class TextSnippets {
  constructor(field, address) {
    this.field = field;
    this.address = address;
    this.list = document.createElement("ul");
    this.list.className = "snippets card";
    this.list.hidden = true;
    field.after(this.list);
    field.addEventListener("input", () => this.#suggest());
    field.addEventListener("keydown", (event) => this.#key(event), true);
    field.addEventListener("blur", () => setTimeout(() => this.#close(), 150));
  }

  get #typed() {
    return /(?:^|\s):([a-z0-9-]*)$/i.exec(this.field.value.slice(0, this.field.selectionStart));
  }

  async #suggest() {
    const typed = this.#typed;
    if (!typed) return this.#close();
    const wanted = typed[1].toLowerCase();
    this.found = (await snippets(this.address)).filter((snippet) => snippet.key.startsWith(wanted)).slice(0, 6);
    this.at = 0;
    this.#show();
  }

  #show() {
    this.list.replaceChildren(...this.found.map((snippet, index) => {
      const line = document.createElement("li");
      line.classList.toggle("on", index === this.at);
      const key = document.createElement("b");
      key.textContent = `:${snippet.key}`;
      line.append(key, ` ${snippet.text.slice(0, 80)}`);
      line.addEventListener("mousedown", (event) => { event.preventDefault(); this.#put(snippet); });
      return line;
    }));
    this.list.hidden = !this.found.length;
  }

  #key(event) {
    if (this.list.hidden) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.at = (this.at + step + this.found.length) % this.found.length;
    else if (event.key === "Enter" || event.key === "Tab") this.#put(this.found[this.at]);
    else if (event.key === "Escape") this.#close();
    else return;
    event.preventDefault();
    event.stopPropagation();
    if (step) this.#show();
  }

  #put(snippet) {
    const { selectionStart, value } = this.field;
    const before = value.slice(0, selectionStart).replace(/:[a-z0-9-]*$/i, snippet.text);
    this.field.value = before + value.slice(selectionStart);
    this.field.setSelectionRange(before.length, before.length);
    this.#close();
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  #close() {
    this.list.hidden = true;
  }
}

class SnippetHome extends HTMLElement {
  connectedCallback() {
    const address = this.closest("desk-conversation")?.dataset.snippets;
    for (const field of this.querySelectorAll("textarea")) new TextSnippets(field, address);
  }
}

customElements.define("text-snippets", SnippetHome);

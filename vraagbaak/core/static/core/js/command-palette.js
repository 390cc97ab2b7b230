/* Ctrl+K: one box that finds everything, walked through with the arrows. */

const ASK_AFTER_MS = 120;

class CommandPalette extends HTMLElement {
  connectedCallback() {
    this.dialog = this.querySelector("dialog");
    this.words = this.querySelector("input");
    this.found = this.querySelector(".palette-found");
    this.words.addEventListener("input", () => this.#askSoon());
    this.dialog.addEventListener("keydown", (event) => this.#key(event));
    this.dialog.addEventListener("click", (event) => { if (event.target === this.dialog) this.dialog.close(); });
    document.addEventListener("click", (event) => { if (event.target.closest("[data-open-palette]")) this.open(); });
  }

  open() {
    this.dialog.showModal();
    this.words.select();
    this.#ask();
  }

  #askSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#ask(), ASK_AFTER_MS);
  }

  async #ask() {
    this.asking?.abort();
    this.asking = new AbortController();
    const body = new URLSearchParams({ words: this.words.value, csrfmiddlewaretoken: document.body.dataset.csrf });
    try {
      const answer = await fetch(this.dataset.url, { method: "POST", body, signal: this.asking.signal });
      if (!answer.ok) return;
      this.found.innerHTML = await answer.text();
      this.#mark(0);
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  }

  get #lines() {
    return Array.from(this.found.querySelectorAll("a"));
  }

  #mark(index) {
    this.at = index;
    this.#lines.forEach((line, place) => line.classList.toggle("on", place === index));
    const line = this.#lines[index];
    line?.scrollIntoView({ block: "nearest" });
    this.querySelector("[data-announce-line]").textContent = line?.textContent.trim() ?? this.found.textContent.trim();
  }

  #key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const lines = this.#lines;
    if (step && lines.length) {
      event.preventDefault();
      this.#mark((this.at + step + lines.length) % lines.length);
    } else if (event.key === "Enter" && event.target === this.words) {
      event.preventDefault();
      lines[this.at]?.click();
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.dialog.close();
    }
  }
}

customElements.define("command-palette", CommandPalette);

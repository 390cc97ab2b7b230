/* A day as the resident says it: shows while typing which day that is, and writes it out when the field is left. */

const ASK_AFTER_MS = 200;

class SaidDay extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input");
    this.place = this.querySelector(".meant");
    this.hint = this.place.textContent;
    this.input.addEventListener("input", () => this.#later());
    this.input.addEventListener("change", () => this.#writeOut());
    this.input.addEventListener("keydown", (event) => { if (event.key === "Enter") this.#writeOut(); });
    if (this.input.value) this.#show();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  #later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#show(), ASK_AFTER_MS);
  }

  /** What the server makes of the words; nothing when it cannot be asked or other words stand here by now. */
  async #ask() {
    const text = this.input.value;
    if (!text.trim()) return { day: "", says: "" };
    const body = new URLSearchParams({ text, csrfmiddlewaretoken: document.body.dataset.csrf });
    try {
      const answer = await fetch(this.dataset.url, { method: "POST", body });
      return answer.ok && this.input.value === text ? await answer.json() : null;
    } catch {
      return null;
    }
  }

  async #show() {
    const meant = await this.#ask();
    if (!meant) return;
    this.place.dataset.state = meant.day ? "day" : meant.says && "none";
    this.place.textContent = [meant.day !== this.input.value && meant.day, meant.says].filter(Boolean).join(", ") || this.hint;
  }

  async #writeOut() {
    clearTimeout(this.timer);
    const meant = await this.#ask();
    if (meant?.day && meant.day !== this.input.value) {
      this.input.value = meant.day;
      this.input.dispatchEvent(new Event("input", { bubbles: true }));
    }
    this.#show();
  }
}

customElements.define("said-day", SaidDay);

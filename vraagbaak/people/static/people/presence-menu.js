/* Own presence: set without leaving the page, kept alive while the page is open, and live in every tab. */

const ALIVE_EVERY_MS = 60_000;

class PresenceMenu extends HTMLElement {
  connectedCallback() {
    this.own = document.body.dataset.topics;
    this.addEventListener("submit", (event) => this.#set(event));
    this.leave = (event) => { if (!this.contains(event.target)) this.#close(); };
    this.hear = (event) => { if (event.detail.topic === this.own && event.detail.message === "presence") this.#load(); };
    this.addEventListener("keydown", (event) => { if (event.key === "Escape") this.#close(true); });
    document.addEventListener("click", this.leave);
    document.addEventListener("live:message", this.hear);
    this.alive = setInterval(() => this.#load(), ALIVE_EVERY_MS);
  }

  disconnectedCallback() {
    clearInterval(this.alive);
    document.removeEventListener("click", this.leave);
    document.removeEventListener("live:message", this.hear);
  }

  #close(withFocus = false) {
    const menu = this.querySelector("details[open]");
    if (!menu) return;
    menu.open = false;
    if (withFocus) menu.querySelector("summary").focus();
  }

  async #set(event) {
    const state = event.submitter?.value;
    if (!state || event.target.action !== new URL(this.dataset.url, location.href).href) return;
    event.preventDefault();
    const body = new FormData(event.target);
    body.set("state", state);
    await this.#show(await fetch(this.dataset.url, { method: "POST", body, headers: { "HX-Request": "true" } }));
    this.querySelector("summary").focus();
  }

  async #load() {
    if (this.querySelector("details[open]")) return;
    await this.#show(await fetch(this.dataset.url, { headers: { "HX-Request": "true" } }));
  }

  async #show(response) {
    if (!response.ok) return;
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html").querySelector("details");
    this.querySelector("details").replaceWith(fresh);
  }
}

customElements.define("presence-menu", PresenceMenu);

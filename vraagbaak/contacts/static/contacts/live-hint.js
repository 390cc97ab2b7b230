/* Tells how many contacts were closed since this page was opened; it never moves the page by itself. */

class LiveHint extends HTMLElement {
  connectedCallback() {
    this.count = 0;
    this.listener = (event) => this.#hear(event.detail);
    document.addEventListener("live:message", this.listener);
  }

  disconnectedCallback() {
    document.removeEventListener("live:message", this.listener);
  }

  #hear({ topic, message }) {
    if (topic !== this.dataset.topic || message === "resync") return;
    this.count += 1;
    const text = this.count === 1 ? this.dataset.one : this.dataset.many.replace("#", this.count);
    this.querySelector("a").textContent = text;
    this.hidden = false;
  }
}

customElements.define("live-hint", LiveHint);

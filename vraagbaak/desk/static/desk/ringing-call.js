/* Shows a call that rings, beside what is being typed: never over it, and never taking the focus. */

class RingingCall extends HTMLElement {
  connectedCallback() {
    this.hear = (event) => this.#hear(event.detail);
    document.addEventListener("live:message", this.hear);
    this.addEventListener("click", (event) => {
      if (event.target.closest("[data-dismiss], a")) this.replaceChildren();
    });
  }

  disconnectedCallback() {
    document.removeEventListener("live:message", this.hear);
  }

  async #hear({ topic, message }) {
    if (topic !== this.dataset.own || !message.startsWith("call ")) return;
    const answer = await fetch(this.dataset.url.replace("00000000-0000-0000-0000-000000000000", message.slice(5)));
    if (!answer.ok) return;
    this.innerHTML = await answer.text();
    htmx.process(this);
  }
}

customElements.define("ringing-call", RingingCall);

/* Shows a call that rings, beside what is being typed: never over it, and never taking the focus. It goes when the call does. */

class RingingCall extends HTMLElement {
  connectedCallback() {
    this.hear = (event) => this.#hear(event.detail);
    document.addEventListener("live:message", this.hear);
    this.addEventListener("click", (event) => { if (event.target.closest("[data-dismiss]")) this.replaceChildren(); });
    this.addEventListener("htmx:after:request", () => this.replaceChildren());
  }

  disconnectedCallback() {
    document.removeEventListener("live:message", this.hear);
  }

  #hear({ topic, message }) {
    if (topic !== this.dataset.own) return;
    const [what, draft] = message.split(" ");
    if (what === "call") this.#show(draft);
    else if (["missed", "ended"].includes(what) && this.rings === draft) this.replaceChildren();
  }

  async #show(draft) {
    this.rings = draft;
    const answer = await fetch(this.dataset.url.replace("00000000-0000-0000-0000-000000000000", draft)).catch(() => null);
    if (!answer?.ok || this.rings !== draft) return;
    this.innerHTML = await answer.text();
    htmx.process(this);
  }
}

customElements.define("ringing-call", RingingCall);

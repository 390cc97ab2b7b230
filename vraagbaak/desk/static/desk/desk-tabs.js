/* Keeps the tabs as they are at the server: a call that rings, ends or is missed shows here, and never in what is typed. */

const NEWS = ["tabs", "call", "answered", "ended", "missed", "resync"];

class DeskTabs extends HTMLElement {
  connectedCallback() {
    this.hear = (event) => this.#hear(event.detail);
    this.kept = () => { if (this.querySelector(".tab.on:not([data-tab])")) this.#show(); };
    document.addEventListener("live:message", this.hear);
    document.addEventListener("conversation-kept", this.kept);
    this.#reveal();
  }

  disconnectedCallback() {
    document.removeEventListener("live:message", this.hear);
    document.removeEventListener("conversation-kept", this.kept);
  }

  get #tab() {
    return this.querySelector(`[data-tab="${this.dataset.here}"]`);
  }

  async #hear({ topic, message }) {
    const [what, draft] = message.split(" ");
    if (topic !== this.dataset.own || !NEWS.includes(what)) return;
    const wasHere = Boolean(this.#tab);
    await this.#show();
    if (what === "missed" && draft === this.dataset.here && wasHere && !this.#tab) this.#leave();
  }

  /** Ask the tabs anew; who stands on one with the keyboard stays there, and nothing moves when nothing changed. */
  async #show() {
    const answer = await fetch(this.dataset.url).catch(() => null);
    const tabs = answer?.ok ? await answer.text() : "";
    if (!tabs || tabs === this.last) return;
    this.last = tabs;
    const held = this.contains(document.activeElement) && document.activeElement.id;
    this.innerHTML = tabs;
    htmx.process(this);
    this.dispatchEvent(new CustomEvent("htmx:after:swap", { bubbles: true, detail: {} }));
    if (held) document.getElementById(held)?.focus();
    this.#reveal();
  }

  #reveal() {
    this.querySelector(".tab.on")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** The call on the screen was missed: make room, unless something was typed a moment ago. */
  #leave() {
    if (document.querySelector("desk-conversation")?.hasText) return;
    const toast = document.createElement("undo-toast");
    toast.className = "toast";
    toast.setAttribute("role", "status");
    toast.append(Object.assign(document.createElement("span"), { textContent: this.dataset.missed }));
    document.getElementById("toasts").append(toast);
    htmx.ajax("GET", this.dataset.home, { target: "#workspace", swap: "outerHTML", select: "#workspace" });
    history.replaceState(history.state, "", this.dataset.home);
  }
}

customElements.define("desk-tabs", DeskTabs);

/* Shows an intake question only when the answer that it hangs on was given. */

class IntakeScript extends HTMLElement {
  connectedCallback() {
    this.addEventListener("input", () => this.#show());
    this.#show();
  }

  #show() {
    for (const asked of this.querySelectorAll("[data-if]")) {
      asked.hidden = this.#answerOf(asked.dataset.if) !== asked.dataset.is;
    }
  }

  #answerOf(key) {
    const asked = this.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!asked || asked.hidden) return "";
    return (asked.querySelector("input:checked") ?? asked.querySelector("input:not([type=radio])"))?.value ?? "";
  }
}

customElements.define("intake-script", IntakeScript);

/* Copies a text of the page. */

class CopyButton extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", async () => {
      const from = this.closest("article, section, form, main")?.querySelector(this.dataset.from);
      if (!from) return;
      await navigator.clipboard.writeText(from.textContent.trim());
      const place = document.querySelector("[data-announce]");
      if (place && this.dataset.done) place.textContent = this.dataset.done;
      this.classList.add("is-done");
    });
  }
}

customElements.define("copy-button", CopyButton);

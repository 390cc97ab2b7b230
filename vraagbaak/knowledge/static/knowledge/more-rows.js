/* Adds a row to a list of rows that a form has; without this script there are always two empty rows. */
class MoreRows extends HTMLElement {
  connectedCallback() {
    const [button, template] = [this.querySelector("[data-add]"), this.querySelector("template")];
    const total = this.closest("form")?.querySelector(`[name="${this.dataset.prefix}-TOTAL_FORMS"]`);
    if (!button || !template || !total) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      const holder = document.createElement("template");
      holder.innerHTML = template.innerHTML.replaceAll("__prefix__", total.value);
      total.value = Number(total.value) + 1;
      const row = holder.content.querySelector("[data-row]");
      button.before(row);
      row.querySelector("input")?.focus();
    });
  }
}

customElements.define("more-rows", MoreRows);

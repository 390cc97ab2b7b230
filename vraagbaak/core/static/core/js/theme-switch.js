/* Shows the chosen colours at once: <theme-switch> around the field named "theme"; the form that it stands in keeps the choice.
   With data-url the choice is also kept at once. */

class ThemeSwitch extends HTMLElement {
  connectedCallback() {
    this.addEventListener("change", (event) => { if (event.target.name === "theme") this.#choose(event.target.value); });
  }

  #choose(theme) {
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
    if (!this.dataset.url) return;
    const body = new URLSearchParams({ theme, csrfmiddlewaretoken: document.body.dataset.csrf });
    fetch(this.dataset.url, { method: "POST", body });
  }
}

customElements.define("theme-switch", ThemeSwitch);

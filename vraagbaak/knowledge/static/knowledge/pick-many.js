/* Turns a long list of choices into a search field with what was picked below it. The list stays what is sent. */
const MOST = 8;
const bare = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

class PickMany extends HTMLElement {
  connectedCallback() {
    this.list = this.querySelector("select");
    const template = this.querySelector("template");
    if (!this.list || !template || this.input) return;
    this.append(template.content.cloneNode(true));
    [this.input, this.options, this.picked] = [this.querySelector("input"), this.querySelector(".pick-options"), this.querySelector(".picked")];
    const label = document.querySelector(`label[for="${this.list.id}"]`);
    this.options.id = `${this.list.id}-options`;
    this.input.id = `${this.list.id}-words`;
    this.input.setAttribute("aria-controls", this.options.id);
    if (label) label.htmlFor = this.input.id;
    if (label) this.options.setAttribute("aria-label", label.textContent.trim());
    this.list.hidden = true;
    this.list.addEventListener("restored", () => this.show());
    this.input.addEventListener("input", () => this.offer());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    this.options.addEventListener("mousedown", (event) => { event.preventDefault(); this.pick(event.target.closest("[role=option]")); });
    this.picked.addEventListener("click", (event) => this.drop(event.target.closest("button")));
    this.show();
  }

  offer() {
    const words = bare(this.input.value).split(/\s+/).filter(Boolean);
    const fitting = words.length ? [...this.list.options].filter((option) => !option.selected && words.every((word) => bare(option.text).includes(word))) : [];
    this.options.replaceChildren(...fitting.slice(0, MOST).map((option, place) => this.line(option.text, option.index, place)));
    if (words.length && !fitting.length) this.options.append(Object.assign(document.createElement("li"), { className: "faint", textContent: this.dataset.none, role: "presentation" }));
    this.options.hidden = !words.length;
    this.input.setAttribute("aria-expanded", String(fitting.length > 0));
    this.mark(0);
  }

  line(text, index, place) {
    const line = document.createElement("li");
    line.role = "option";
    line.id = `${this.options.id}-${place}`;
    line.dataset.index = index;
    line.textContent = text;
    return line;
  }

  get lines() { return [...this.options.querySelectorAll("[role=option]")]; }

  mark(place) {
    this.at = this.lines.length ? (place + this.lines.length) % this.lines.length : -1;
    this.lines.forEach((line, index) => line.setAttribute("aria-selected", String(index === this.at)));
    if (this.at >= 0) this.input.setAttribute("aria-activedescendant", this.lines[this.at].id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  key(event) {
    if (event.key === "ArrowDown") this.mark(this.at + 1);
    else if (event.key === "ArrowUp") this.mark(this.at - 1);
    else if (event.key === "Enter" && (this.input.value || this.at >= 0)) this.pick(this.lines[this.at]);
    else if (event.key === "Escape" && !this.options.hidden) this.close();
    else return;
    event.preventDefault();
  }

  pick(line) {
    if (!line) return;
    this.list.options[Number(line.dataset.index)].selected = true;
    this.input.value = "";
    this.close();
    this.show();
  }

  drop(button) {
    if (!button) return;
    this.list.options[Number(button.dataset.index)].selected = false;
    this.show();
    this.input.focus();
  }

  close() {
    this.options.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.at = -1;
  }

  show() {
    this.picked.replaceChildren(...[...this.list.selectedOptions].map((option) => {
      const [line, button] = [document.createElement("li"), document.createElement("button")];
      line.append(Object.assign(document.createElement("span"), { textContent: option.text }), button);
      Object.assign(button, { type: "button", className: "link", textContent: this.dataset.remove });
      button.dataset.index = option.index;
      button.setAttribute("aria-label", `${this.dataset.remove}: ${option.text}`);
      return line;
    }));
    this.list.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

customElements.define("pick-many", PickMany);

/* Turns a text field into an editor with a few buttons. The text field stays what is sent; without this script it is shown. */
import DOMPurify from "../vendor/purify.js";
import Squire from "../vendor/squire.js";

const TAGS = ["p", "ul", "ol", "li", "strong", "em", "b", "i", "h1", "h2", "h3", "h4", "h5", "h6", "a", "br", "div", "details", "summary", "section", "blockquote"];
const SAME = { STRONG: "B", EM: "I", H1: "H3", H2: "H3", H4: "H3", H5: "H3", H6: "H3" };
const LINK = /^(?:https?:\/\/|mailto:|tel:)\S+$/i;
// What could run or colour is taken out as text first: the browser would refuse it anyway, and complain.
const ACTIVE = /\s(?:style|on\w+)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)/gi;

class RichText extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("textarea");
    const template = this.querySelector("template");
    if (!this.field || !template || this.area) return;
    this.append(template.content.cloneNode(true));
    this.area = this.querySelector(".rich-area");
    this.link = this.querySelector(".rich-link");
    this.name();
    this.editor = new Squire(this.area, { blockTag: "P", sanitizeToDOMFragment: clean });
    this.editor.setHTML(this.field.value || "<p><br></p>");
    this.field.hidden = true;
    this.field.addEventListener("restored", () => this.editor.setHTML(this.field.value || "<p><br></p>"));
    this.editor.addEventListener("input", () => this.keep());
    this.editor.addEventListener("pathChange", () => this.show());
    this.editor.setKeyHandler("Ctrl-k", (_, event) => { event.preventDefault(); this.askLink(); });
    this.querySelector(".rich-tools").addEventListener("click", (event) => this.press(event));
    this.querySelector(".rich-tools").addEventListener("keydown", (event) => this.walk(event));
    this.link.addEventListener("click", (event) => this.press(event));
    this.link.addEventListener("keydown", (event) => this.linkKey(event));
    for (const [place, button] of this.tools.entries()) button.tabIndex = place ? -1 : 0;
  }

  get tools() { return [...this.querySelectorAll(".rich-tools button")]; }

  /* The editor takes over the name, hint and error of the text field. */
  name() {
    const label = document.querySelector(`label[for="${this.field.id}"]`);
    if (label) {
      label.id ||= `${this.field.id}-label`;
      this.area.setAttribute("aria-labelledby", label.id);
      label.addEventListener("click", () => this.area.focus());
    }
    for (const name of ["aria-describedby", "aria-invalid"])
      if (this.field.hasAttribute(name)) this.area.setAttribute(name, this.field.getAttribute(name));
  }

  keep() {
    this.field.value = written(this.area);
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  show() {
    const on = { bold: this.editor.hasFormat("B"), italic: this.editor.hasFormat("I"), heading: this.inside("H3"), bullets: this.inside("UL"), numbers: this.inside("OL"), quote: this.inside("BLOCKQUOTE"), fold: this.inside("SECTION"), link: this.editor.hasFormat("A") };
    for (const button of this.tools) if (button.dataset.do in on) button.setAttribute("aria-pressed", on[button.dataset.do]);
  }

  inside(tag) {
    const range = this.editor.getSelection();
    let node = range.startContainer;
    while (node && node !== this.area) { if (node.nodeName === tag) return node; node = node.parentNode; }
    return null;
  }

  press(event) {
    const wish = event.target.closest("button")?.dataset.do;
    if (!wish) return;
    const editor = this.editor;
    const toggle = (is, make, undo) => (is ? undo.call(editor) : make.call(editor));
    const does = {
      bold: () => toggle(editor.hasFormat("B"), editor.bold, editor.removeBold),
      italic: () => toggle(editor.hasFormat("I"), editor.italic, editor.removeItalic),
      heading: () => this.block(this.inside("H3") ? "P" : "H3"),
      bullets: () => toggle(this.inside("UL"), editor.makeUnorderedList, editor.removeList),
      numbers: () => toggle(this.inside("OL"), editor.makeOrderedList, editor.removeList),
      quote: () => toggle(this.inside("BLOCKQUOTE"), editor.increaseQuoteLevel, editor.decreaseQuoteLevel),
      fold: () => this.fold(),
      link: () => this.askLink(),
      undo: () => editor.undo(),
      "set-link": () => this.setLink(),
      "remove-link": () => { editor.removeLink(); this.link.hidden = true; },
    };
    does[wish]();
    if (wish !== "link" && wish !== "set-link") editor.focus();
    this.keep();
    this.show();
  }

  block(tag) {
    this.editor.modifyBlocks((fragment) => {
      for (const block of fragment.querySelectorAll("p, h3, div")) {
        if (block.parentNode !== fragment) continue;
        const other = document.createElement(tag);
        other.append(...block.childNodes);
        block.replaceWith(other);
      }
      return fragment;
    });
  }

  fold() {
    const section = this.inside("SECTION");
    if (section) return this.editor.modifyDocument(() => section.replaceWith(...section.childNodes));
    const title = document.createElement("h3");
    title.textContent = this.area.dataset.foldTitle;
    return this.editor.insertHTML(`<section>${title.outerHTML}<p><br></p></section><p><br></p>`);
  }

  askLink() {
    const input = this.link.querySelector("input");
    input.value = this.inside("A")?.getAttribute("href") ?? "";
    this.range = this.editor.getSelection();
    this.link.hidden = false;
    this.querySelector("[data-do=link]").setAttribute("aria-expanded", "true");
    input.focus();
  }

  setLink() {
    const input = this.link.querySelector("input");
    const address = /^[\w.-]+\.\w{2,}(\/|$)/.test(input.value.trim()) ? `https://${input.value.trim()}` : input.value.trim();
    this.link.querySelector("[data-bad-link]").hidden = LINK.test(address);
    if (!LINK.test(address)) return input.focus();
    this.editor.setSelection(this.range);
    this.editor.makeLink(address);
    return this.closeLink();
  }

  closeLink() {
    this.link.hidden = true;
    this.querySelector("[data-do=link]").setAttribute("aria-expanded", "false");
    this.editor.focus();
  }

  linkKey(event) {
    if (event.key === "Enter") { event.preventDefault(); this.setLink(); this.keep(); }
    if (event.key === "Escape") { event.preventDefault(); this.closeLink(); }
  }

  /* One stop for Tab; the arrows walk along the buttons. */
  walk(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = this.tools.at((this.tools.indexOf(document.activeElement) + step) % this.tools.length);
    for (const button of this.tools) button.tabIndex = button === next ? 0 : -1;
    next.focus();
  }
}

/* Clean markup for the editor; a fold-out is a section that begins with a heading in there, which the editor knows. */
function clean(markup) {
  const fragment = DOMPurify.sanitize(markup.replace(ACTIVE, ""), { ALLOWED_TAGS: TAGS, ALLOWED_ATTR: ["href"], RETURN_DOM_FRAGMENT: true });
  for (const link of fragment.querySelectorAll("a:not([href])")) link.replaceWith(...link.childNodes);
  for (const element of [...fragment.querySelectorAll("strong, em, h1, h2, h4, h5, h6")]) rename(element, SAME[element.nodeName]);
  for (const title of [...fragment.querySelectorAll("summary")]) rename(title, "H3");
  for (const fold of [...fragment.querySelectorAll("details")]) rename(fold, "SECTION");
  return document.importNode(fragment, true);
}

/* The editor's document as we keep it. */
function written(area) {
  const copy = area.cloneNode(true);
  for (const [tag, kept] of [["b", "strong"], ["i", "em"], ["div", "p"]]) for (const element of [...copy.querySelectorAll(tag)]) rename(element, kept);
  for (const fold of [...copy.querySelectorAll("section")]) {
    const title = fold.querySelector(":scope > h3:first-child");
    if (!title || !title.textContent.trim()) { fold.replaceWith(...fold.childNodes); continue; }
    rename(title, "summary");
    rename(fold, "details");
  }
  for (const empty of [...copy.querySelectorAll("p, h3, strong, em")]) if (!empty.textContent.trim()) empty.remove();
  for (const end of [...copy.querySelectorAll("br:last-child")]) if (!end.nextSibling) end.remove();
  return copy.innerHTML.replaceAll("\u200b", "").replaceAll("&nbsp;", " ").trim();
}

function rename(element, tag) {
  const other = document.createElement(tag);
  if (element.hasAttribute("href")) other.setAttribute("href", element.getAttribute("href"));
  other.append(...element.childNodes);
  element.replaceWith(other);
}

customElements.define("rich-text", RichText);

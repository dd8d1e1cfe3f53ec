// Draws the places on the card that each field was read from, and links them with the form's inputs both ways:
// focusing or hovering an input lights its boxes, choosing a box focuses its input. Texts of the card only ever
// become attributes and text nodes, never markup.

const SVG = "http://www.w3.org/2000/svg";

const make = (name, attributes, parent) => {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  parent.append(node);
  return node;
};

const drawBox = (box, svg) => {
  const group = make("g", { "data-field": box.field, tabindex: "0", role: "button", "aria-label": box.label }, svg);
  group.style.color = box.color;
  group.classList.toggle("unsure", box.unsure);
  group.classList.toggle("current", Boolean(box.current));
  if (box.opens) group.dataset.opens = box.opens;
  make("polygon", { points: box.points, stroke: box.color }, group);
  make("title", {}, group).textContent = box.label;
  if (box.unsure) {
    const [x, y] = box.sign;
    make("circle", { cx: x, cy: y, r: box.signRadius, fill: box.color }, group);
    const text = make("text", { x, y, "text-anchor": "middle", "dominant-baseline": "central" }, group);
    text.style.fontSize = `${box.signRadius * 1.5}px`;
    text.textContent = "?";
  }
};

const drawLegend = (entries, list) => {
  list.replaceChildren();
  for (const entry of entries) {
    const item = document.createElement("li");
    const swatch = document.createElement("span");
    swatch.style.background = entry.color;
    item.classList.toggle("unsure", entry.unsure);
    item.append(swatch, entry.label);
    list.append(item);
  }
};

const fieldOf = (target) => {
  const holder = target instanceof Element ? target.closest('[class*="st-key-field-"]') : null;
  const name = holder && [...holder.classList].find((c) => c.startsWith("st-key-field-"));
  return name ? name.slice("st-key-field-".length) : null;
};

const toTop = () => document.querySelector('[data-testid="stMain"]')?.scrollTo({ top: 0 });

export default function ({ data, parentElement }) {
  const picture = parentElement.querySelector("img");
  if (data.leads && !picture.src) toTop(); // another card: begin at its picture, wherever the last one was left
  const svg = parentElement.querySelector("svg");
  picture.src = data.src;
  picture.alt = data.alt;
  svg.setAttribute("viewBox", `0 0 ${data.width} ${data.height}`);
  svg.replaceChildren();
  data.boxes.forEach((box) => drawBox(box, svg));
  drawLegend(data.legend, parentElement.querySelector("ul"));

  const light = (field) => {
    const groups = [...svg.querySelectorAll("g")];
    const any = field !== null && groups.some((g) => g.dataset.field === field);
    svg.classList.toggle("dim", any);
    groups.forEach((g) => g.classList.toggle("lit", any && g.dataset.field === field));
  };
  const focused = () => fieldOf(document.activeElement);
  const enter = (event) => light(fieldOf(event.target) ?? focused());
  const go = (event) => {
    const group = event.target.closest("g");
    const pressed = event.type === "click" || event.key === "Enter" || event.key === " ";
    if (!group || !pressed) return;
    event.preventDefault();
    if (group.dataset.opens) {
      document.querySelector(`.st-key-${CSS.escape(group.dataset.opens)} button`)?.click(); // another card of the photo
      return;
    }
    document.querySelector(`.st-key-field-${CSS.escape(group.dataset.field)} input, .st-key-field-${CSS.escape(group.dataset.field)} textarea`)?.focus();
  };
  document.addEventListener("focusin", enter);
  document.addEventListener("pointerover", enter);
  svg.addEventListener("click", go);
  svg.addEventListener("keydown", go);
  light(focused());
  return () => {
    document.removeEventListener("focusin", enter);
    document.removeEventListener("pointerover", enter);
    svg.removeEventListener("click", go);
    svg.removeEventListener("keydown", go);
  };
}

// What can be done with topics, where it may be.

import { element, icon } from "/kit/dom.js";
import { path, post, remove } from "/kit/http.js";
import { confirm, done, failed } from "/kit/say.js";
import { number } from "/kit/format.js";
import { field, formDialog } from "./forms.js";

const input = (name, attributes = {}) => element("input", { name, autocomplete: "off", spellcheck: "false", ...attributes });

export function createTopic() {
  formDialog({
    title: "New topic",
    action: "Create",
    parts: [
      field("Name", input("name", { class: "code", required: true, maxlength: "249", pattern: "[A-Za-z0-9._\\-]+", autofocus: true }), "Letters, digits, points, underscores and hyphens."),
      element("div", { class: "fields" },
        field("Partitions", input("partitions", { type: "number", min: "1", step: "1", placeholder: "default" }), "More can be added later, never taken away.", "half"),
        field("Cleanup", element("select", { name: "cleanup" }, element("option", { value: "" }, "default"), element("option", { value: "delete" }, "delete: by time or size"), element("option", { value: "compact" }, "compact: the last of each key"), element("option", { value: "compact,delete" }, "both")), "", "half"),
        field("Kept for, in hours", input("retention", { type: "number", min: "1", step: "1", placeholder: "default" }), "", "half"),
        field("Largest message, in bytes", input("largest", { type: "number", min: "1", step: "1", placeholder: "default" }), "", "half")),
    ],
    submit: async (form) => {
      const value = (name) => form.elements[name].value;
      const configs = [
        ["cleanup.policy", value("cleanup")],
        ["retention.ms", value("retention") && String(Number(value("retention")) * 3_600_000)],
        ["max.message.bytes", value("largest")],
      ].filter(([, set]) => set).map(([name, set]) => ({ name, value: set }));
      const topic = await post("/api/topics", { name: value("name"), partitions: value("partitions") ? Number(value("partitions")) : null, configs });
      location.assign(path`/topics/${topic.name}`);
    },
  });
}

export function addPartitions(topic, partitions, then) {
  formDialog({
    title: "Add partitions",
    text: `${topic} has ${number(partitions)} now. Partitions cannot be taken away again, and records with a key may go to another partition than those before.`,
    action: "Add",
    parts: [field("Partitions in all", input("partitions", { type: "number", min: String(partitions + 1), step: "1", required: true, value: String(partitions + 1), autofocus: true }))],
    submit: async (form) => {
      await post(path`/api/topics/${topic}/partitions`, { partitions: Number(form.elements.partitions.value) });
      done(`${topic} has more partitions.`);
      then();
    },
  });
}

export async function deleteTopic(topic) {
  const sure = await confirm({
    title: `Delete ${topic}?`,
    text: "All its records are deleted, for good, and consumers of it fail. Offsets that groups have committed in it go too.",
    action: "Delete the topic",
    danger: true,
    typed: topic,
  });
  if (!sure) {
    return;
  }
  try {
    await remove(path`/api/topics/${topic}`);
    location.assign("/topics");
  } catch (problem) {
    failed(problem);
  }
}

/** A record is written as it stands; JSON is checked so that nobody sends half of it by mistake. */
export function produce(topic, partitions, then = () => {}) {
  const headers = element("div", { class: "stack tight" });
  const header = () => {
    const row = element("div", { class: "row header-row" },
      element("input", { class: "code", "aria-label": "Header", placeholder: "header", autocomplete: "off" }),
      element("input", { class: "code", "aria-label": "Its value", placeholder: "value", autocomplete: "off" }),
      element("button", { type: "button", class: "plain square", "aria-label": "Remove the header", click: () => row.remove() }, icon("x")));
    headers.append(row);
  };
  const tombstone = element("input", { type: "checkbox", name: "tombstone" });
  const value = element("textarea", { name: "value", class: "code", rows: "8", spellcheck: "false" });
  tombstone.addEventListener("change", () => {
    value.disabled = tombstone.checked;
  });
  formDialog({
    title: `Produce to ${topic}`,
    action: "Send",
    wide: true,
    parts: [
      element("div", { class: "fields" },
        field("Key", input("key", { class: "code" }), "Empty for none.", "half"),
        field("Key as", element("select", { name: "keyEncoding" }, element("option", { value: "text" }, "text"), element("option", { value: "base64" }, "base64")), "", "quarter"),
        field("Partition", input("partition", { type: "number", min: "0", max: String(partitions - 1), placeholder: "by key" }), "", "quarter"),
        field("Value", value),
        field("Value as", element("select", { name: "valueEncoding" }, element("option", { value: "json" }, "JSON"), element("option", { value: "text" }, "text"), element("option", { value: "base64" }, "base64")), "", "half"),
        element("label", { class: "check half" }, tombstone, " No value (tombstone)")),
      element("div", { class: "stack tight" }, element("div", { class: "row" }, element("strong", { class: "small" }, "Headers"), element("button", { type: "button", class: "small", click: header }, icon("plus"), "Add")), headers),
    ],
    submit: async (form) => {
      const of = (name) => form.elements[name].value;
      if (of("valueEncoding") === "json" && !tombstone.checked) {
        try {
          JSON.parse(of("value"));
        } catch (failure) {
          throw new Error(`The value is not JSON: ${failure.message}. Mend it, or send it as text.`);
        }
      }
      const written = await post(path`/api/topics/${topic}/records`, {
        partition: of("partition") === "" ? null : Number(of("partition")),
        key: of("key") === "" ? null : of("key"),
        keyEncoding: of("keyEncoding"),
        value: tombstone.checked ? null : of("value"),
        valueEncoding: of("valueEncoding") === "base64" ? "base64" : "text",
        headers: [...headers.children].map((row) => [...row.querySelectorAll("input")].map((each) => each.value)).filter(([name]) => name !== "").map(([key, text]) => ({ key, value: text })),
      });
      done(`Written to partition ${written.partition} at offset ${number(written.offset)}.`);
      then();
    },
  });
}

// Settings with where they come from.

import { element, emptyState, icon } from "/kit/dom.js";
import { get, patch, path } from "/kit/http.js";
import { done } from "/kit/say.js";
import { plural } from "/kit/format.js";
import { field, formDialog } from "./forms.js";
import { failure, table } from "./lists.js";

const SOURCES = {
  TOPIC_CONFIG: ["accent", "this topic"],
  DYNAMIC_BROKER_CONFIG: ["accent", "this broker"],
  DYNAMIC_DEFAULT_BROKER_CONFIG: ["accent", "all brokers"],
  STATIC_BROKER_CONFIG: ["", "set at the start"],
  GROUP_CONFIG: ["accent", "this group"],
  DEFAULT_CONFIG: ["", "default"],
};

/** Kafka's texts have some markup in them. */
const plain = (text) => text.replaceAll(/<[^<>]*>/g, "");

const source = (name) => SOURCES[name] ?? ["", name.toLowerCase().replaceAll("_", " ")];

/**
 * @param load returns a promise of all settings
 * @param change (setting, then) is called to change one; without it they are only shown
 */
export function settingsTable(host, load, change = null) {
  const search = element("input", { type: "search", name: "search", autocomplete: "off", spellcheck: "false" });
  const changed = element("input", { type: "checkbox", name: "changed" });
  const list = element("section", { class: "card flush", "aria-label": "Settings" });
  const said = element("p", { class: "muted small", role: "status" });
  host.append(
    element("form", { class: "tools", role: "search", submit: (event) => event.preventDefault() },
      element("label", { class: "field grow" }, element("span", {}, "Name contains"), search),
      element("label", { class: "check" }, changed, " Only what is no default")),
    said, list);
  let all = [];

  function row(setting) {
    const [kind, text] = source(setting.source);
    return element("tr", {},
      element("td", { class: "break" }, element("code", {}, setting.name), setting.documentation ? element("span", { class: "sub" }, plain(setting.documentation)) : null),
      element("td", { class: "break" }, setting.sensitive ? element("span", { class: "muted" }, "hidden") : setting.value === null || setting.value === "" ? element("span", { class: "muted" }, "empty") : element("code", {}, setting.value)),
      change === null ? null : element("td", { class: "fit" }, setting.readOnly ? null : element("button", { type: "button", class: "small square", "aria-label": `Change ${setting.name}`, click: () => change(setting, look) }, icon("pencil"))),
      element("td", { class: "fit" }, element("span", { class: `badge ${kind}`, title: setting.synonyms.map((each) => `${each.value ?? "hidden"}: ${source(each.source)[1]}`).join("\n") }, text)));
  }

  function show() {
    const part = search.value.toLowerCase();
    const wanted = all.filter((setting) => setting.name.toLowerCase().includes(part) && (!changed.checked || setting.source !== "DEFAULT_CONFIG"));
    said.textContent = `${plural(wanted.length, "setting")} of ${all.length}.`;
    list.replaceChildren(wanted.length === 0
      ? emptyState("sliders-horizontal", "No such setting", "No setting fits; change what is looked for.")
      : table("Settings", [{ text: "Setting" }, { text: "Value" }, ...(change === null ? [] : [{ text: "Change", fit: true }]), { text: "From", fit: true }], wanted.map(row)));
  }

  const look = async () => {
    try {
      all = await load();
      show();
    } catch (problem) {
      list.replaceChildren(failure(problem));
    }
  };
  search.addEventListener("input", show);
  changed.addEventListener("change", show);
  look();
  return look;
}

/** Sets one, or goes back to what holds without it. */
function changeOf(topic) {
  return (setting, then) => {
    const value = element("input", { name: "value", class: "code", value: setting.value ?? "", autocomplete: "off", spellcheck: "false", autofocus: true });
    const reset = element("input", { type: "checkbox", name: "reset" });
    reset.addEventListener("change", () => {
      value.disabled = reset.checked;
    });
    formDialog({
      title: setting.name,
      text: plain(setting.documentation ?? ""),
      action: "Set",
      parts: [
        field("Value", value),
        setting.source === "TOPIC_CONFIG" ? element("label", { class: "check" }, reset, " Go back to what holds without it") : null,
      ].filter(Boolean),
      submit: async () => {
        await patch(path`/api/topics/${topic}/configs`, { configs: [{ name: setting.name, value: reset.checked ? null : value.value }] });
        done(`${setting.name} is set.`);
        then();
      },
    });
  };
}

export function topicSettings(topic, host, mayChange) {
  settingsTable(host, () => get(path`/api/topics/${topic}/configs`), mayChange ? changeOf(topic) : null);
}

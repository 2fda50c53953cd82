import { byId } from "/kit/dom.js";
import { get } from "/kit/http.js";
import { settingsTable } from "./settings.js";

settingsTable(byId("content"), () => get("/api/configs"));

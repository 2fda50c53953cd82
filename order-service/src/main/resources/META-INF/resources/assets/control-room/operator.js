// What operators do: with the token, where the services have one.

import { get, post } from "/kit/http.js";
import { byId } from "/kit/dom.js";

const KEY = "operators-token";
const door = byId("room").dataset.door;
let token = door === "TOKEN" ? sessionStorage.getItem(KEY) : null;

/** Whether there is any use in asking; when not, what to say instead. */
export const closed = () => {
  if (door === "CLOSED") {
    return "Closed: this is for operators. Start the service with QUARKUS_PROFILE=demo, or set ADMIN_TOKEN.";
  }
  return door === "TOKEN" && !token ? "Enter the operators' token above to see and do this." : null;
};

const options = () => (token ? { headers: { Authorization: `Bearer ${token}` } } : {});

export const look = (path) => get(path, options());

export const act = (path, body = {}) => post(path, body, options());

byId("operator")?.addEventListener("submit", (event) => {
  event.preventDefault();
  token = byId("token").value || null;
  if (token) {
    sessionStorage.setItem(KEY, token);
  } else {
    sessionStorage.removeItem(KEY);
  }
  dispatchEvent(new Event("operator"));
});

// Requests, with the problems (RFC 9457) that services answer with as exceptions that a reader can be shown.

export class Problem extends Error {
  constructor({ title, detail, status, remedy, errors }) {
    super(detail ?? title);
    this.title = title;
    this.status = status ?? 0;
    this.remedy = remedy;
    this.errors = errors ?? [];
  }

  /** What a reader is told: what happened and what to do. */
  get sentence() {
    const faults = this.errors.map((error) => `${error.field}: ${error.remedy ?? error.detail ?? ""}`).join(" ");
    return [ended(this.message), faults || this.remedy].filter(Boolean).join(" ");
  }
}

const ended = (text) => (/[.!?]$/.test(text) ? text : `${text}.`);

async function call(path, options = {}) {
  let response;
  try {
    response = await fetch(path, { cache: "no-store", ...options });
  } catch (failure) {
    if (failure.name === "AbortError") {
      throw failure;
    }
    throw new Problem({ title: "The service cannot be reached", remedy: "Check that it runs, then try again." });
  }
  const type = response.headers.get("Content-Type") ?? "";
  const body = response.status === 204 ? null : await (type.includes("json") ? response.json() : response.text()).catch(() => null);
  if (response.ok) {
    return body;
  }
  const problem = body !== null && typeof body === "object" ? body : {};
  throw new Problem({ title: `The service answered ${response.status}`, remedy: "Try again in a moment.", ...problem, status: response.status });
}

const sending = (method) => (path, body, options = {}) =>
  call(path, {
    ...options,
    method,
    headers: { ...(body === undefined ? {} : { "Content-Type": "application/json" }), ...options.headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  });

export const get = (path, options) => call(path, options);
export const post = sending("POST");
export const put = sending("PUT");
export const patch = sending("PATCH");
export const remove = sending("DELETE");

/** A path with everything encoded that is put in: path`/topics/${name}`. */
export const path = (parts, ...values) => String.raw({ raw: parts }, ...values.map(encodeURIComponent));

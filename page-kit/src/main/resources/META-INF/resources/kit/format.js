// Numbers and times as people read them.

const count = new Intl.NumberFormat("en");
const short = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const day = new Intl.DateTimeFormat("en-GB", { year: "numeric", month: "short", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit" });

export const number = (value) => count.format(value);

/** 12.3K: where room is short. */
export const compact = (value) => (Math.abs(value) < 10_000 ? count.format(Math.round(value * 10) / 10) : short.format(value));

const UNITS = ["B", "KiB", "MiB", "GiB", "TiB"];

/** Bytes in the unit that leaves up to three digits: [12.3, "MiB"]. */
export function bytesIn(value) {
  let unit = 0;
  let left = value;
  while (Math.abs(left) >= 1000 && unit < UNITS.length - 1) {
    left /= 1024;
    unit += 1;
  }
  return [unit === 0 || Math.abs(left) >= 100 ? String(Math.round(left)) : left.toFixed(1), UNITS[unit]];
}

export const bytes = (value) => bytesIn(value).join(" ");

/** 12 ms, 1.42 s, 3 min, 5 h, 2 d. */
export function span(milliseconds) {
  const value = Math.abs(milliseconds);
  if (value < 1000) {
    return `${value < 10 && value % 1 !== 0 ? milliseconds.toFixed(1) : Math.round(milliseconds)} ms`;
  }
  if (value < 60_000) {
    return `${(milliseconds / 1000).toFixed(value < 10_000 ? 2 : 1)} s`;
  }
  if (value < 3_600_000) {
    return `${Math.round(milliseconds / 60_000)} min`;
  }
  return value < 172_800_000 ? `${Math.round(milliseconds / 3_600_000)} h` : `${Math.round(milliseconds / 86_400_000)} d`;
}

export const clockTime = (instant) => clock.format(new Date(instant));

export const dateTime = (instant) => day.format(new Date(instant));

export const plural = (value, one, many = `${one}s`) => `${number(value)} ${value === 1 ? one : many}`;

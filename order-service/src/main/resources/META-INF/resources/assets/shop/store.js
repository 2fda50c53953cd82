// What this browser remembers. Where storage is closed to pages, nothing is remembered beyond the page.

const memory = new Map();

export function read(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return memory.get(key) ?? null;
  }
}

export function write(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    memory.set(key, value);
  }
}

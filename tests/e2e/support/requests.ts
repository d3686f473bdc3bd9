// What a page asks of its database, counted from its very start: `page.addInitScript(count)`, then `counted` in the page.

export interface Counted {
  requests: number;
  rows: number;
}

/** Counts what the page asks of IndexedDB and how many rows come back, from its very start. */
export function count(): void {
  const counted: Counted = { requests: 0, rows: 0 };
  (globalThis as unknown as { counted: Counted }).counted = counted;
  for (const owner of [IDBObjectStore.prototype, IDBIndex.prototype]) {
    for (const name of ["get", "getAll", "getKey", "getAllKeys", "count", "openCursor", "openKeyCursor"] as const) {
      const real = owner[name] as (...given: unknown[]) => IDBRequest;
      (owner as unknown as Record<string, unknown>)[name] = function (this: unknown, ...given: unknown[]) {
        const request = real.apply(this, given);
        counted.requests += 1;
        request.addEventListener("success", () => {
          const result: unknown = request.result;
          counted.rows += Array.isArray(result) ? result.length : result ? 1 : 0;
        });
        return request;
      };
    }
  }
}

// Loads the pieces of the app's module. It is put at the end of wasm-bindgen's script, whose `wasm` is the
// exports of the main module. A door gets an index into the main module's function table and what to hand
// back through it, once, with whether all its pieces are here. What failed is asked for again next time.
const pieces = /*pieces*/;
const here = new Map();
function piece([name, integrity]) {
  if (!here.has(name)) {
    // A line that neither answers nor breaks is not waited for without end.
    const get = (cache) => fetch(new URL(name, import.meta.url), { integrity, cache, signal: AbortSignal.timeout(30_000) });
    // Asked for again, the service worker mends it.
    const source = get("default").catch(() => get("reload"));
    const loading = WebAssembly.instantiateStreaming(source, { __wasm_split: wasm });
    loading.catch(() => here.delete(name));
    here.set(name, loading);
  }
  return here.get(name);
}
const door = (area) => async (callback, data) => {
  const came = await Promise.all(pieces.areas[area].map((index) => piece(pieces.files[index]))).then(() => true, () => false);
  wasm.__indirect_function_table.get(callback)(data, came);
};

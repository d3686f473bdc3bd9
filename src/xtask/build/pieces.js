// Loads the pieces of the app's module. It is put at the end of wasm-bindgen's script, whose `wasm` is the
// exports of the main module. A door gets an index into the main module's function table and what to hand
// back through it, once, with whether all its pieces are here. What failed is asked for again next time.
// Which pieces there are stands in a file of its own: their names and checks are as large as a screen.
const pieces = /*pieces*/;
const here = new Map();
function bring([name, integrity], read) {
  if (!here.has(name)) {
    // A line that neither answers nor breaks is not waited for without end.
    const get = (cache) => fetch(new URL(name, import.meta.url), { integrity, cache, signal: AbortSignal.timeout(30_000) });
    // Asked for again, the service worker mends it.
    const loading = read(get("default").catch(() => get("reload")));
    loading.catch(() => here.delete(name));
    here.set(name, loading);
  }
  return here.get(name);
}
const list = (source) => source.then((answer) => answer.json());
const piece = (source) => WebAssembly.instantiateStreaming(source, { __wasm_split: wasm });
const area = async (name) => {
  const { files, areas } = await bring(pieces, list);
  await Promise.all(areas[name].map((index) => bring(files[index], piece)));
};
const door = (name) => async (callback, data) => {
  const came = await area(name).then(() => true, () => false);
  wasm.__indirect_function_table.get(callback)(data, came);
};

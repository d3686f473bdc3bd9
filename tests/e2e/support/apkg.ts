// A package as Anki writes one, in its first layout: an archive with a database of SQLite, a list of files and the files. A
// database of a few rows is a few pages, each a leaf; what is longer than a page is not needed here.

type Cell = number | string | null;
type Row = { id: number; cells: Cell[] };
type Table = { name: string; columns: string; rows: Row[] };

const PAGE = 65_536;

/** A number as SQLite writes those that are mostly small. */
function varint(value: number): number[] {
  const bytes = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) bytes.unshift((rest % 128) + 128);
  return bytes;
}

/** A row: its number, the kinds of its cells, and what is in them. */
function written({ id, cells }: Row): Buffer {
  const kinds: number[] = [];
  const values: Buffer[] = [];
  for (const cell of cells) {
    const value = typeof cell === "string" ? Buffer.from(cell) : Buffer.alloc(cell === null ? 0 : 8);
    if (typeof cell === "number") value.writeBigInt64BE(BigInt(cell));
    kinds.push(cell === null ? 0 : typeof cell === "number" ? 6 : 13 + 2 * value.length);
    values.push(value);
  }
  const head = kinds.flatMap(varint);
  const body = Buffer.concat([Buffer.from([...varint(head.length + 1), ...head]), ...values]);
  return Buffer.concat([Buffer.from([...varint(body.length), ...varint(id)]), body]);
}

/** A page of rows, whose head stands behind `before` bytes. */
function leaf(rows: Row[], before = 0): Buffer {
  const page = Buffer.alloc(PAGE);
  let end = PAGE;
  rows.map(written).forEach((bytes, at) => {
    end -= bytes.length;
    bytes.copy(page, end);
    page.writeUInt16BE(end, before + 8 + 2 * at);
  });
  page[before] = 13;
  page.writeUInt16BE(rows.length, before + 3);
  page.writeUInt16BE(end % PAGE, before + 5);
  return page;
}

function database(tables: Table[]): Buffer {
  const schema = tables.map(({ name, columns }, at) => ({ id: at + 1, cells: ["table", name, name, at + 2, `CREATE TABLE ${name} (${columns})`] }));
  const first = leaf(schema, 100);
  first.write("SQLite format 3\0");
  first.writeUInt16BE(PAGE / 65_536, 16);
  first.set([1, 1, 0, 64, 32, 32], 18);
  // Changes, pages, version of the schema and of its form, letters in UTF-8, and once more the changes.
  for (const [at, value] of [[24, 1], [28, tables.length + 1], [40, 1], [44, 4], [56, 1], [92, 1], [96, 3_040_000]]) first.writeUInt32BE(value!, at!);
  return Buffer.concat([first, ...tables.map(({ rows }) => leaf(rows))]);
}

/** The CRC-32 of archives. */
function checksum(bytes: Buffer): number {
  let sum = 0xffff_ffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb8_8320 : sum >>> 1;
  }
  return ~sum >>> 0;
}

/** An archive of files as they are. */
function archive(files: [string, Buffer][]): Buffer {
  const [bodies, list]: [Buffer[], Buffer[]] = [[], []];
  let at = 0;
  for (const [name, bytes] of files) {
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(33, 8);
    common.writeUInt32LE(checksum(bytes), 10);
    common.writeUInt32LE(bytes.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    const body = Buffer.concat([Buffer.from("PK\x03\x04"), common, Buffer.from(name), bytes]);
    list.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\0", "latin1"), common, place, Buffer.from(name)]));
    bodies.push(body);
    at += body.length;
  }
  const all = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06");
  [files.length, files.length].forEach((count, two) => end.writeUInt16LE(count, 8 + 2 * two));
  end.writeUInt32LE(all.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, all, end]);
}

/** A note with covered parts of a picture, as the note type of Anki has it. */
export type Occluded = { parts: string[]; header: string; extra: string; picture: Buffer };

const CREATED = 1_700_020_800;

/** A package with one such note, and a card for each of its parts. */
export function occluded({ parts, header, extra, picture }: Occluded): Buffer {
  const gaps = parts.map((part, at) => `{{c${at + 1}::image-occlusion:${part}}}`).join("<br>");
  const side = "{{#Header}}<div>{{Header}}</div>{{/Header}}<div style=\"display: none\">{{cloze:Occlusion}}</div><div id=\"image-occlusion-container\">{{Image}}" +
    "<canvas id=\"image-occlusion-canvas\"></canvas></div><script>anki.imageOcclusion.setup();</script>";
  const back = `${side}<div><button id="toggle">Toggle Masks</button></div>{{#Back Extra}}<div>{{Back Extra}}</div>{{/Back Extra}}`;
  const fields = ["Occlusion", "Image", "Header", "Back Extra", "Comments"].map((name, ord) => ({ name, ord }));
  const models = { 1: { id: 1, name: "Image Occlusion", type: 1, flds: fields, tmpls: [{ name: "Image Occlusion", ord: 0, qfmt: side, afmt: back }] } };
  const decks = { 1: { id: 1, name: "Default" } };
  const tables: Table[] = [
    { name: "col", columns: "id integer PRIMARY KEY, crt integer, ver integer, models text, decks text", rows: [{ id: 1, cells: [null, CREATED, 11, JSON.stringify(models), JSON.stringify(decks)] }] },
    { name: "notes", columns: "id integer PRIMARY KEY, guid text, mid integer, tags text, flds text", rows: [{ id: 11, cells: [null, "heart", 1, "", [gaps, '<img src="heart.png">', header, extra, ""].join("\x1f")] }] },
    {
      name: "cards", columns: "id integer PRIMARY KEY, nid integer, did integer, ord integer, type integer, queue integer, due integer, odue integer, odid integer, flags integer",
      rows: parts.map((_, ord) => ({ id: 21 + ord, cells: [null, 11, 1, ord, 0, 0, 1, 0, 0, 0] })),
    },
    { name: "revlog", columns: "id integer PRIMARY KEY, cid integer, ease integer, ivl integer, factor integer, time integer, type integer", rows: [] },
  ];
  return archive([["collection.anki2", database(tables)], ["media", Buffer.from('{"0":"heart.png"}')], ["0", picture]]);
}

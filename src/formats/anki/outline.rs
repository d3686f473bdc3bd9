//! What a collection of ours says besides notes and cards: its kinds of notes, decks and settings, in the JSON of the schema of
//! the second layout.

use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The kinds of notes that go out. Their ids never change, so that a later package finds those of an earlier one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Kind {
    /// Two sides.
    Card,
    /// Two sides, asked both ways.
    Both,
    /// A text with gaps.
    Cloze,
    /// An answer that is typed.
    Typed,
    /// Covered parts of a picture.
    Occlusion,
}

impl Kind {
    pub const ALL: [Self; 5] = [Self::Card, Self::Both, Self::Cloze, Self::Typed, Self::Occlusion];

    /// Its id: the moment of some day, and its place.
    pub fn id(self) -> i64 {
        1_795_000_000_000 + self as i64
    }

    fn name(self) -> &'static str {
        match self {
            Self::Card => "Cairn",
            Self::Both => "Cairn (both ways)",
            Self::Cloze => "Cairn (gaps)",
            Self::Typed => "Cairn (typed)",
            Self::Occlusion => "Cairn (picture)",
        }
    }

    /// The names of its fields.
    pub fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Cloze => &["Text", "Why"],
            // In this order and number: the editor there knows them by their places.
            Self::Occlusion => &["Occlusion", "Image", "Header", "Back Extra", "Comments"],
            _ => &["Front", "Back", "Why"],
        }
    }

    /// Its templates: name, front, back.
    fn templates(self) -> Vec<(&'static str, &'static str, &'static str)> {
        const WHY: &str = "{{FrontSide}}\n<hr id=answer>\n{{Back}}{{#Why}}<br><br>{{Why}}{{/Why}}";
        const TURNED: &str = "{{FrontSide}}\n<hr id=answer>\n{{Front}}{{#Why}}<br><br>{{Why}}{{/Why}}";
        const TYPED: &str = "{{Front}}\n<hr id=answer>\n{{type:Back}}{{#Why}}<br><br>{{Why}}{{/Why}}";
        match self {
            Self::Card => vec![("Card 1", "{{Front}}", WHY)],
            Self::Both => vec![("Card 1", "{{Front}}", WHY), ("Card 2", "{{Back}}", TURNED)],
            Self::Cloze => vec![("Cloze", "{{cloze:Text}}", "{{cloze:Text}}{{#Why}}<br><br>{{Why}}{{/Why}}")],
            Self::Typed => vec![("Card 1", "{{Front}}\n\n{{type:Back}}", TYPED)],
            Self::Occlusion => vec![("Picture", PICTURE, PICTURE_BACK)],
        }
    }

    fn json(self, seconds: i64) -> Value {
        let is_picture = self == Self::Occlusion;
        let field = |(ord, name): (i32, &&str)| {
            let mut field = json!({"name": name, "ord": ord, "sticky": false, "rtl": false, "font": "Arial", "size": 20, "media": []});
            if is_picture {
                field["tag"] = json!(ord);
                field["preventDeletion"] = json!(ord < 4);
            }
            field
        };
        let fields: Vec<Value> = (0..).zip(self.fields()).map(field).collect();
        let templates: Vec<Value> = (0..)
            .zip(self.templates())
            .map(|(ord, (name, front, back))| {
                json!({"name": name, "ord": ord, "qfmt": front, "afmt": back, "bqfmt": "", "bafmt": "", "did": null})
            })
            .collect();
        json!({
            "id": self.id(), "name": self.name(), "type": i32::from(is_picture || self == Self::Cloze), "mod": seconds, "usn": -1, "sortf": 0,
            "did": 1, "tmpls": templates, "flds": fields, "css": CSS, "latexPre": LATEX, "latexPost": "\\end{document}",
            "latexsvg": false, "req": [], "tags": [], "vers": [], "originalStockKind": if is_picture { OCCLUSION } else { 0 },
        })
    }
}

/// The number of the kind with covered parts among those that are there from the beginning: by it the editor knows it.
const OCCLUSION: i32 = 6;

/// A front with covered parts. The names of its elements, and what draws the parts, are Anki's.
const PICTURE: &str = "{{#Header}}<p>{{Header}}</p>{{/Header}}\n<div style=\"display: none\">{{cloze:Occlusion}}</div>\n<div id=\"err\"></div>\n<div id=\"image-occlusion-container\">{{Image}}<canvas id=\"image-occlusion-canvas\"></canvas></div>\n<script>try { anki.imageOcclusion.setup(); } catch (fault) { document.getElementById(\"err\").textContent = fault; }</script>";

/// Its back.
const PICTURE_BACK: &str = "{{#Header}}<p>{{Header}}</p>{{/Header}}\n<div style=\"display: none\">{{cloze:Occlusion}}</div>\n<div id=\"err\"></div>\n<div id=\"image-occlusion-container\">{{Image}}<canvas id=\"image-occlusion-canvas\"></canvas></div>\n<script>try { anki.imageOcclusion.setup(); } catch (fault) { document.getElementById(\"err\").textContent = fault; }</script>\n{{#Back Extra}}<p>{{Back Extra}}</p>{{/Back Extra}}";

/// How cards look there: plain, and each text in its own direction.
const CSS: &str = ".card { font-family: sans-serif; font-size: 1.25rem; line-height: 1.5; text-align: center; unicode-bidi: plaintext; }\n.cloze { font-weight: bold; }\n";

const LATEX: &str = "\\documentclass[12pt]{article}\n\\special{papersize=3in,5in}\n\\usepackage[utf8]{inputenc}\n\\usepackage{amssymb,amsmath}\n\\pagestyle{empty}\n\\setlength{\\parindent}{0in}\n\\begin{document}\n";

/// The kinds of notes.
pub(super) fn models_json(seconds: i64) -> String {
    let all: BTreeMap<String, Value> =
        Kind::ALL.into_iter().map(|kind| (kind.id().to_string(), kind.json(seconds))).collect();
    json!(all).to_string()
}

/// The deck that is always there, and these, each with its id and its whole name.
pub(super) fn decks_json(decks: &BTreeMap<i64, String>, seconds: i64) -> String {
    let deck = |(id, name): (&i64, &String)| {
        let nothing = [0, 0];
        let deck = json!({
            "id": id, "name": name, "mod": seconds, "usn": -1, "lrnToday": nothing, "revToday": nothing, "newToday": nothing,
            "timeToday": nothing, "collapsed": false, "browserCollapsed": false, "desc": "", "dyn": 0, "conf": 1,
            "extendNew": 0, "extendRev": 0,
        });
        (id.to_string(), deck)
    };
    let default = BTreeMap::from([(super::collection::DEFAULT_DECK, "Default".to_owned())]);
    let all: BTreeMap<String, Value> = default.iter().chain(decks).map(deck).collect();
    json!(all).to_string()
}

/// The one group of settings; a package without it is refused.
pub(super) fn settings_json(seconds: i64) -> String {
    json!({"1": {
        "id": 1, "name": "Default", "mod": seconds, "usn": 0, "maxTaken": 60, "autoplay": true, "timer": 0, "replayq": true, "dyn": false,
        "new": {"bury": false, "delays": [1.0, 10.0], "initialFactor": 2500, "ints": [1, 4, 0], "order": 1, "perDay": 20},
        "rev": {"bury": false, "ease4": 1.3, "ivlFct": 1.0, "maxIvl": 36500, "perDay": 200, "hardFactor": 1.2},
        "lapse": {"delays": [10.0], "leechAction": 1, "leechFails": 8, "minInt": 1, "mult": 0.0},
    }})
    .to_string()
}

/// Settings of a collection that was begun where the time is so many minutes ahead of UTC.
pub(super) fn conf_json(tz_offset_min: i16) -> String {
    json!({
        "creationOffset": -i32::from(tz_offset_min),
        "activeDecks": [1], "curDeck": 1, "curModel": Kind::Card.id(), "nextPos": 1, "estTimes": true, "sortType": "noteFld",
        "timeLim": 0, "sortBackwards": false, "addToCur": true, "newSpread": 0, "dueCounts": true, "collapseTime": 1200,
        "schedVer": 2,
    })
    .to_string()
}

/// The statements that make the tables, by name.
pub(super) const TABLES: [(&str, &str); 5] = [
    (
        "col",
        "CREATE TABLE col (id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL, scm integer NOT NULL, ver integer NOT NULL, dty integer NOT NULL, usn integer NOT NULL, ls integer NOT NULL, conf text NOT NULL, models text NOT NULL, decks text NOT NULL, dconf text NOT NULL, tags text NOT NULL)",
    ),
    (
        "notes",
        "CREATE TABLE notes (id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL, mod integer NOT NULL, usn integer NOT NULL, tags text NOT NULL, flds text NOT NULL, sfld integer NOT NULL, csum integer NOT NULL, flags integer NOT NULL, data text NOT NULL)",
    ),
    (
        "cards",
        "CREATE TABLE cards (id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL, ord integer NOT NULL, mod integer NOT NULL, usn integer NOT NULL, type integer NOT NULL, queue integer NOT NULL, due integer NOT NULL, ivl integer NOT NULL, factor integer NOT NULL, reps integer NOT NULL, lapses integer NOT NULL, left integer NOT NULL, odue integer NOT NULL, odid integer NOT NULL, flags integer NOT NULL, data text NOT NULL)",
    ),
    (
        "revlog",
        "CREATE TABLE revlog (id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL, ease integer NOT NULL, ivl integer NOT NULL, lastIvl integer NOT NULL, factor integer NOT NULL, time integer NOT NULL, type integer NOT NULL)",
    ),
    ("graves", "CREATE TABLE graves (usn integer NOT NULL, oid integer NOT NULL, type integer NOT NULL)"),
];

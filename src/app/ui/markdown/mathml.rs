//! `MathML` as it is written by the converter, read into a tree of allowed elements. It is no reader of XML in general: what
//! it does not expect ends it with nothing.

/// An element or its letters.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Part {
    Element { tag: &'static str, attributes: Vec<(&'static str, String)>, inside: Vec<Part> },
    Letters(String),
}

/// Elements that are drawn.
const TAGS: [&str; 26] = [
    "math",
    "merror",
    "mfrac",
    "mi",
    "mmultiscripts",
    "mn",
    "mo",
    "mover",
    "mpadded",
    "mphantom",
    "mprescripts",
    "mroot",
    "mrow",
    "ms",
    "mspace",
    "msqrt",
    "mstyle",
    "msub",
    "msubsup",
    "msup",
    "mtable",
    "mtd",
    "mtext",
    "mtr",
    "munder",
    "munderover",
];

/// Attributes that are kept; styles and classes are not.
const ATTRIBUTES: [&str; 22] = [
    "accent",
    "accentunder",
    "depth",
    "dir",
    "display",
    "displaystyle",
    "fence",
    "form",
    "height",
    "largeop",
    "linethickness",
    "lspace",
    "mathvariant",
    "maxsize",
    "minsize",
    "movablelimits",
    "rspace",
    "scriptlevel",
    "separator",
    "stretchy",
    "symmetric",
    "width",
];

/// Attributes with what they say.
type Attributes = Vec<(&'static str, String)>;

/// Elements whose end is still to come, with what is in them.
type Open = Vec<(&'static str, Attributes, Vec<Part>)>;

/// Levels of nesting.
const DEPTH: usize = 120;

/// The parts of what was written; nothing if it is of another form.
pub fn read(written: &str) -> Option<Vec<Part>> {
    let mut open: Open = Vec::new();
    let mut whole = Vec::new();
    let mut rest = written;
    while let Some(at) = rest.find('<') {
        let (letters, tag) = rest.split_at(at);
        put(&mut open, &mut whole, Part::Letters(plain(letters)?));
        let end = tag.find('>')?;
        let (inner, after) = (&tag[1..end], &tag[end + 1..]);
        rest = after;
        if let Some(name) = inner.strip_prefix('/') {
            let (tag, attributes, inside) = open.pop()?;
            if tag != name.trim() {
                return None;
            }
            put(&mut open, &mut whole, Part::Element { tag, attributes, inside });
            continue;
        }
        let alone = inner.ends_with('/');
        let inner = inner.trim_end_matches('/');
        let name = inner.split_whitespace().next()?;
        let tag = TAGS.iter().find(|known| **known == name)?;
        let attributes = attributes(inner[name.len()..].trim())?;
        if alone {
            put(&mut open, &mut whole, Part::Element { tag, attributes, inside: vec![] });
        } else if open.len() < DEPTH {
            open.push((tag, attributes, Vec::new()));
        } else {
            return None;
        }
    }
    (open.is_empty() && rest.trim().is_empty()).then_some(whole)
}

fn put(open: &mut Open, whole: &mut Vec<Part>, part: Part) {
    if part == Part::Letters(String::new()) {
        return;
    }
    match open.last_mut() {
        Some((_, _, inside)) => inside.push(part),
        // White space around the whole.
        None if matches!(part, Part::Letters(_)) => {}
        None => whole.push(part),
    }
}

/// `name="value"`, one after the other.
fn attributes(mut text: &str) -> Option<Attributes> {
    let mut found = Vec::new();
    while !text.is_empty() {
        let (name, rest) = text.split_once('=')?;
        let mark = rest.chars().next().filter(|mark| ['"', '\''].contains(mark))?;
        let (value, after) = rest[1..].split_once(mark)?;
        if let Some(known) = ATTRIBUTES.iter().find(|known| **known == name.trim()) {
            found.push((*known, plain(value)?));
        }
        text = after.trim_start();
    }
    Some(found)
}

/// Letters without what stands for a letter.
fn plain(text: &str) -> Option<String> {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        let (name, after) = rest[at + 1..].split_once(';')?;
        plain.push(match name {
            "lt" => '<',
            "gt" => '>',
            "amp" => '&',
            "quot" => '"',
            "apos" => '\'',
            "nbsp" => '\u{a0}',
            name => {
                let number = name.strip_prefix('#')?;
                let code = match number.strip_prefix('x') {
                    Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
                    None => number.parse().ok()?,
                };
                char::from_u32(code)?
            }
        });
        rest = after;
    }
    plain.push_str(rest);
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn what_is_allowed_is_read() {
        let written = "<math display=\"block\"><mfrac style=\"x\"><mn>1</mn><mo stretchy='false'>&lt;&#x3C0;</mo></mfrac><mspace/></math>";
        let part = |tag, attributes, inside| Part::Element { tag, attributes, inside };
        let letters = |text: &str| vec![Part::Letters(text.to_owned())];
        let one = part("mn", vec![], letters("1"));
        let sign = part("mo", vec![("stretchy", "false".to_owned())], letters("<π"));
        let expected = part(
            "math",
            vec![("display", "block".to_owned())],
            vec![part("mfrac", vec![], vec![one, sign]), part("mspace", vec![], vec![])],
        );
        assert_eq!(read(written), Some(vec![expected]));
    }

    #[test]
    fn what_is_not_ends_it() {
        for written in [
            "<math><script>x</script></math>",
            "<math><mi>x</mn></math>",
            "<math><mi>x</mi>",
            "<math><mi x></mi></math>",
            "<math>&unknown;</math>",
            "<math><mi>x</mi></math> and more",
        ] {
            assert_eq!(read(written), None, "{written}");
        }
        assert_eq!(read(&["<mrow>".repeat(200), "</mrow>".repeat(200)].concat()), None);
        assert_eq!(
            read("<math onclick=\"x\"></math>"),
            Some(vec![Part::Element { tag: "math", attributes: vec![], inside: vec![] }])
        );
    }
}

//! Questions of Moodle as XML that mean harm or are broken.

use super::{
    File,
    make::{PNG, SVG, base64, cut},
    read, refused,
};

const XML: &str = "bank.xml";

/// A bank of these questions.
pub fn bank(questions: &str) -> Vec<u8> {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n{questions}\n</quiz>\n").into_bytes()
}

/// A question whose text is this HTML, with what stands beside it.
pub fn asks(html: &str, beside: &str) -> String {
    format!(
        "<question type=\"essay\"><name><text>Q</text></name><questiontext format=\"html\"><text><![CDATA[{html}]]></text>\
         {beside}</questiontext></question>"
    )
}

/// A picture of these bytes beside a text.
fn picture(bytes: &[u8]) -> String {
    format!("<file name=\"a.png\" path=\"/\" encoding=\"base64\">{}</file>", base64(bytes))
}

/// An image of that picture.
const SHOWN: &str = "a<img src=\"@@PLUGINFILE@@/a.png\">";

/// A bank with a question of every type.
pub fn every() -> Vec<u8> {
    let answer = |fraction: &str, text: &str| {
        format!("<answer fraction=\"{fraction}\"><text>{text}</text><feedback><text>so</text></feedback></answer>")
    };
    let of = |kind: &str, text: &str, rest: &str| {
        format!(
            "<question type=\"{kind}\"><name><text>{kind}</text></name><questiontext format=\"html\"><text><![CDATA[{text}]]></text>\
             </questiontext><generalfeedback><text>g</text></generalfeedback>{rest}</question>\n"
        )
    };
    bank(
        &[
            "<question type=\"category\"><category><text>$course$/top/A/B</text></category></question>\n".to_owned(),
            of(
                "multichoice",
                "<b>a</b>",
                &[answer("100", "b"), answer("0", "d"), "<single>true</single>".to_owned()].concat(),
            ),
            of("truefalse", "a &amp; \\(x^2\\)", &[answer("100", "true"), answer("0", "false")].concat()),
            of("shortanswer", "a", &answer("100", "b*")),
            of("numerical", "a", "<answer fraction=\"100\"><text>1.5</text><tolerance>0.1</tolerance></answer>"),
            of("matching", "a", "<subquestion><text>b</text><answer><text>c</text></answer></subquestion>"),
            of("ordering", "a", &[answer("1", "b"), answer("2", "c")].concat()),
            asks(SHOWN, &picture(PNG)),
            of("cloze", "a {1:SA:=b#c~%50%d} {2:MC:=e~f}", ""),
        ]
        .concat(),
    )
}

pub fn files() -> Vec<File> {
    let mut files = broken();
    files.extend(harmful());
    files
}

fn broken() -> Vec<File> {
    vec![
        read("nothing", XML, 8, &[("line 6", "wildcard"), ("line 10", "partial_credit")], every),
        refused("entities that grow", XML, ("line 2", "doctype"), || {
            let grown: String =
                (1..10).map(|at| format!("<!ENTITY l{at} \"{}\">", format!("&l{};", at - 1).repeat(10))).collect();
            let text = asks("x", "").replace("<![CDATA[x]]>", "&l9;");
            format!("<?xml version=\"1.0\"?>\n<!DOCTYPE quiz [<!ENTITY l0 \"lol\">{grown}]><quiz>{text}</quiz>")
                .into_bytes()
        }),
        refused("an entity that is a file", XML, ("line 2", "doctype"), || {
            b"<?xml version=\"1.0\"?>\n<!DOCTYPE quiz [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><quiz>&x;</quiz>"
                .to_vec()
        }),
        refused("a document type of elsewhere", XML, ("line 1", "doctype"), || {
            b"<!DOCTYPE quiz SYSTEM \"https://x.invalid/quiz.dtd\"><quiz/>".to_vec()
        }),
        refused("an entity that nothing explains", XML, ("line 3", "entity"), || {
            bank("<question type=\"essay\"><name><text>&lol;</text></name></question>")
        }),
        refused("an entity in an attribute", XML, ("line 3", "entity"), || {
            bank("<question type=\"&lol;\"></question>")
        }),
        refused("elements in each other without end", XML, ("line 3", "too_deep"), || bank(&"<a>".repeat(100_000))),
        refused("no question", XML, ("", "no_questions"), || bank("")),
        refused("letters that are none", XML, ("line 4", "not_utf8"), || {
            [&bank("")[..50], b"\xff\xfe</quiz>"].concat()
        }),
        refused("nothing but the beginning", XML, ("line 3", "damaged"), || {
            b"<?xml version=\"1.0\"?>\n<quiz>\n<question type=\"essay\"><name><text>".to_vec()
        }),
        read("half a bank", XML, 4, &[("line 6", "wildcard"), ("line 8", "cut_off")], || cut(&every(), 600)),
        read("one question of a hundred thousand elements", XML, 1, &[("line 3", "question_too_large")], || {
            let wide = asks("x", &"<a/>".repeat(100_000));
            bank(&format!("{wide}\n{}", asks("sound", "")))
        }),
        read(
            "a question of many answers, one of none, one without words",
            XML,
            1,
            &[
                ("line 3", "several_right"),
                ("line 3", "many_options"),
                ("line 4", "few_options"),
                ("line 5", "no_text"),
            ],
            || {
                let choice = |answers: usize| {
                    let answers = "<answer fraction=\"100\"><text>a</text></answer>".repeat(answers);
                    asks("x", "")
                        .replace("essay", "multichoice")
                        .replace("</question>", &format!("{answers}</question>"))
                };
                bank(&[choice(1_000), choice(0), asks("<br>", ""), asks("sound", "")].join("\n"))
            },
        ),
        read("numbers that are none", XML, 1, &[("line 3", "no_right"), ("line 4", "no_right")], || {
            let numeric = |number: &str| {
                let answer =
                    format!("<answer fraction=\"1e999\"><text>{number}</text><tolerance>-1e999</tolerance></answer>");
                asks("x", "").replace("essay", "numerical").replace("</question>", &format!("{answer}</question>"))
            };
            bank(&[numeric("1e999"), numeric("NaN"), asks("sound", "")].join("\n"))
        }),
        read("a text of a megabyte", XML, 1, &[("line 3", "too_long")], || {
            bank(&[asks(&"word ".repeat(200_000), ""), asks("sound", "")].join("\n"))
        }),
        read("gaps without end", XML, 1, &[("line 3", "too_long")], || {
            let gaps = asks(&"{1:SA:=x~%50%".repeat(20_000), "").replace("essay", "cloze");
            bank(&[gaps, asks("sound", "")].join("\n"))
        }),
        read("categories in each other without end", XML, 1, &[], || {
            let deep = format!(
                "<question type=\"category\"><category><text>{}</text></category></question>",
                "a/".repeat(50_000)
            );
            bank(&[deep, asks("sound", "")].join("\n"))
        }),
    ]
}

fn harmful() -> Vec<File> {
    vec![
        read("scripts", XML, 1, &[("line 3", "scripts")], || {
            bank(&asks("a<script>steal()</script><b onclick=\"steal()\">b</b><a href=\"javascript:steal()\">c</a>", ""))
        }),
        read(
            "a type that is not practised, with a script and 2.7 MB",
            XML,
            1,
            &[("line 3", "not_practised"), ("line 3", "scripts")],
            || {
                let file = picture(&[PNG, &vec![7; 2_000_000]].concat());
                bank(&asks("a<script>steal()</script>", &file).replace("essay", "ddimageortext"))
            },
        ),
        read(
            "a type that is not practised, without end",
            XML,
            1,
            &[("line 3", "not_practised"), ("line 3", "source_left")],
            || bank(&asks("a", &"<a>&amp;&quot;</a>".repeat(15_000)).replace("essay", "gapselect")),
        ),
        read("frames and forms", XML, 1, &[("line 3", "frames")], || {
            bank(&asks(
                "a<iframe src=\"https://x.invalid\"></iframe><form action=\"https://x.invalid\"><input></form>",
                "",
            ))
        }),
        read("styles that load", XML, 1, &[("line 3", "styles")], || {
            bank(&asks(
                "a<style>@import url(https://x.invalid)</style><p style=\"background:url(https://x.invalid)\">b</p>",
                "",
            ))
        }),
        read("pictures of elsewhere", XML, 1, &[("line 3", "remote_media")], || {
            bank(&asks("a<img src=\"https://x.invalid/a.png\"><audio src=\"//x.invalid/b\"></audio>", ""))
        }),
        read("a picture with a script", XML, 1, &[("line 3", "media_type")], || bank(&asks(SHOWN, &picture(SVG)))),
        read("a picture with a script in an address", XML, 1, &[("line 3", "media_type")], || {
            bank(&asks(&format!("a<img src=\"data:image/svg+xml;base64,{}\">", base64(SVG)), ""))
        }),
        read("2.7 MB of base64 in one question", XML, 1, &[], || {
            bank(&asks(SHOWN, &picture(&[PNG, &vec![7; 2_000_000]].concat())))
        }),
        read("2.7 MB of base64 in an address", XML, 1, &[], || {
            let picture = base64(&[PNG, &vec![7; 2_000_000]].concat());
            bank(&asks(&format!("a<img src=\"data:image/png;base64,{picture}\">"), ""))
        }),
        read("2.7 MB that is no base64", XML, 1, &[("line 3", "bad_media")], || {
            bank(&asks(SHOWN, &picture(PNG).replace("base64\">", &format!("base64\">{}", "?".repeat(2_700_000)))))
        }),
        read("a picture that is not there", XML, 1, &[("line 3", "missing_media")], || {
            bank(&asks("a<img src=\"@@PLUGINFILE@@/../../etc/passwd\">", ""))
        }),
        read("elements of HTML in each other without end", XML, 1, &[], || {
            bank(&asks(&"<div><b>a".repeat(10_000), ""))
        }),
        read("words of an export that would run in a table", XML, 1, &[], || bank(&asks("=cmd|'/C calc'!A0", ""))),
    ]
}

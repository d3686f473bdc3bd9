//! Questions of each type.

use super::{answer, bank, feedback, get, items, of, one, question, texts};
use cairn_domain::{
    cbor::Cbor,
    item::{Form, Item, Scoring},
};

#[test]
fn single_choice_with_feedback_and_explanation() {
    let rest = [
        "<generalfeedback format=\"html\"><text>&lt;p&gt;Look &lt;b&gt;east&lt;/b&gt;.&lt;/p&gt;</text></generalfeedback>",
        "<idnumber>sun-1</idnumber><single>true</single>",
        &answer("100", "<p>East</p>", &feedback("Right")),
        &answer("0", "<p>West</p>", ""),
        "<hint format=\"html\"><text>Where is it in the morning?</text></hint><hint><text></text></hint>",
        "<tags><tag><text>sky</text></tag><tag><text>sky</text></tag></tags>",
    ];
    let (item, problems) = one("multichoice", "<p>Where does the sun <em>rise</em>?</p>", &rest.concat());
    assert_eq!(problems, Vec::<&str>::new());
    assert_eq!(get(&item, &Item::FORM), Form::Single);
    assert_eq!(get(&item, &Item::PROMPT), "Where does the sun *rise*?");
    assert_eq!(get(&item, &Item::OPTIONS), texts(&["East", "West"]));
    assert_eq!(get(&item, &Item::RIGHT), [0]);
    assert_eq!(get(&item, &Item::FEEDBACK), texts(&["Right", ""]));
    assert_eq!(get(&item, &Item::EXPLANATION), "Look **east**.");
    assert_eq!(get(&item, &Item::HINTS), texts(&["Where is it in the morning?"]));
    assert_eq!(get(&item, &Item::SOURCE_ID), "sun-1");
    assert_eq!(item.elements, [(Item::TAGS.0, Cbor::of(&"sky".to_owned()), Cbor::of(&true))]);
}

#[test]
fn shares_say_what_is_right() {
    let of = |single: &str, shares: &[&str]| {
        let answers: String = shares.iter().enumerate().map(|(at, share)| answer(share, &at.to_string(), "")).collect();
        let (item, problems) = one("multichoice", "x", &format!("<single>{single}</single>{answers}"));
        (get(&item, &Item::FORM), get(&item, &Item::RIGHT), problems)
    };
    assert_eq!(of("false", &["50", "50", "-100"]), (Form::Multiple, vec![0, 1], vec![]));
    assert_eq!(of("false", &["33.33333", "33.3333333", "33.33333", "0"]), (Form::Multiple, vec![0, 1, 2], vec![]));
    assert_eq!(of("false", &["75", "25", "0"]), (Form::Multiple, vec![0, 1], vec!["partial_credit"]));
    assert_eq!(of("true", &["0", "100", "50"]), (Form::Single, vec![1], vec!["partial_credit"]));
    assert_eq!(of("true", &["100", "100", "0"]), (Form::Multiple, vec![0, 1], vec!["several_right"]));
    let none = self::of(&bank(&question("multichoice", "x", &[answer("0", "a", ""), answer("x", "b", "")].concat())));
    assert_eq!(none.unwrap().problems[0].code, "no_right");
}

#[test]
fn true_or_false() {
    let rest = [answer("0", "true", &feedback("No")), answer("100", "false", &feedback("Yes"))].concat();
    let (item, _) = one("truefalse", "1 > 2", &rest);
    assert_eq!((get(&item, &Item::FORM), get(&item, &Item::RIGHT)), (Form::TrueFalse, vec![1]));
    assert_eq!(get(&item, &Item::FEEDBACK), texts(&["No", "Yes"]));
    let turned = [answer("0", "false", ""), answer("100", "true", "")].concat();
    assert_eq!(get(&one("truefalse", "x", &turned).0, &Item::RIGHT), [0]);
}

#[test]
fn short_answers() {
    let rest = [
        "<answer fraction=\"100\"><text>Berlin</text></answer>",
        "<answer fraction=\"100\"><text>*the capital*</text></answer>",
        "<answer fraction=\"50\"><text>Bonn</text></answer>",
        "<answer fraction=\"0\"><text>Paris</text><feedback><text>France</text></feedback></answer>",
        "<answer fraction=\"0\"><text>*</text><feedback><text>Think again</text></feedback></answer>",
    ];
    let (item, problems) = one("shortanswer", "Capital?", &rest.concat());
    assert_eq!(get(&item, &Item::ACCEPTED), texts(&["Berlin", "the capital"]));
    assert_eq!(get(&item, &Item::REJECTED), texts(&["Paris"]));
    assert_eq!(get(&item, &Item::EXPLANATION), "Paris: France");
    assert_eq!(problems, ["wildcard", "partial_credit", "feedback_left"]);
    let (item, problems) =
        one("shortanswer", "x", "<usecase>1</usecase><answer fraction=\"100\"><text>2\\*3</text></answer>");
    assert_eq!((get(&item, &Item::ACCEPTED), problems), (texts(&["2*3"]), vec!["case_lost"]));
}

#[test]
fn numbers_with_tolerance_and_unit() {
    let rest = "<answer fraction=\"100\"><text>9,81</text><tolerance>0.01</tolerance></answer>\
        <answer fraction=\"50\"><text>10</text></answer><answer fraction=\"100\"><text>x</text></answer>\
        <units><unit><multiplier>100</multiplier><unit_name>cm/s²</unit_name></unit>\
        <unit><multiplier>1</multiplier><unit_name>m/s²</unit_name></unit></units><unitgradingtype>1</unitgradingtype>";
    let (item, problems) = one("numerical", "g?", rest);
    assert_eq!(get(&item, &Item::NUMBER), Some(9.81));
    assert_eq!(get(&item, &Item::TOLERANCE), Some(0.01));
    assert_eq!((get(&item, &Item::UNIT), get(&item, &Item::UNIT_REQUIRED)), ("m/s²".to_owned(), true));
    assert_eq!(problems, ["partial_credit", "bad_number"]);
    let share =
        "<answer fraction=\"100\"><text>200</text><tolerance>0.05</tolerance><tolerancetype>1</tolerancetype></answer>";
    let (item, _) = one("numerical", "x", share);
    assert_eq!((get(&item, &Item::TOLERANCE), get(&item, &Item::RELATIVE)), (None, Some(0.05)));
    let several =
        [answer("100", "1", ""), answer("100", "2", ""), answer("100", "3", ""), answer("0", "*", &feedback("No"))];
    let source = of(&bank(&question("numerical", "x", &several.concat()))).unwrap();
    let told: Vec<String> = source.problems.iter().map(|p| format!("{} {}", p.code, p.detail)).collect();
    assert_eq!(told, ["feedback_left Q: No", "more_numbers Q: 2 · 3"]);
    assert_eq!(get(items(&source)[0], &Item::EXPLANATION), "");
}

#[test]
fn pairs_orders_and_open_tasks() {
    let pair = |left: &str, right: &str| {
        format!("<subquestion format=\"html\"><text>{left}</text><answer><text>{right}</text></answer></subquestion>")
    };
    let (item, problems) = one("matching", "x", &[pair("cat", "meow"), pair("dog", "b*rk"), pair("", "moo")].concat());
    assert_eq!(get(&item, &Item::OPTIONS), texts(&["cat", "dog"]));
    assert_eq!(get(&item, &Item::MATCHES), texts(&["meow", "b\\*rk"]));
    assert_eq!(problems, ["extra_match"]);

    let order =
        [answer("1.0", "one", ""), answer("2.0", "two", ""), "<gradingtype>-1</gradingtype>".to_owned()].concat();
    let (item, _) = one("ordering", "x", &order);
    assert_eq!((get(&item, &Item::OPTIONS), get(&item, &Item::SCORING)), (texts(&["one", "two"]), Scoring::Whole));

    let open = "<graderinfo format=\"html\"><text>&lt;ul&gt;&lt;li&gt;a&lt;/ul&gt;</text></graderinfo>\
        <responsetemplate format=\"html\"><text>Dear …</text></responsetemplate>";
    let (item, _) = one("essay", "Write.", open);
    assert_eq!(
        (get(&item, &Item::PROMPT), get(&item, &Item::ANSWER)),
        ("Write.\n\nDear …".to_owned(), "- a".to_owned())
    );
}

#[test]
fn answers_in_a_text_are_gaps() {
    let cloze = |text: &str| {
        let (item, problems) = one("cloze", text, "");
        (get(&item, &Item::PROMPT), get(&item, &Item::EXPLANATION), problems)
    };
    let (prompt, explanation, problems) =
        cloze("<p>The <b>capital</b> of {Germany} is {1:SHORTANSWER:=Berlin#Yes~=Bärlin~%50%Bonn#Once~*#No}.</p>");
    assert_eq!(prompt, "The **capital** of {Germany} is {{c1::Berlin|Bärlin}}.");
    assert_eq!(explanation, "Berlin: Yes\n\nBonn: Once");
    assert_eq!(problems, ["partial_credit", "feedback_left"]);
    let (prompt, ..) = cloze("{:MC:a~=b &amp; c~%0%d} {2:nm:=3.5:0.1}, {1:SA:%100%x\\}y\\~z}");
    assert_eq!(prompt, "{{c1::b & c::a / b & c / d}} {{c2::3.5}}, {{c3::x}y~z}}");
    assert_eq!(cloze("{1:MR:%50%a~%50%b~%-50%c}").0, "{{c1::a, b|b, a::a / b / c}}");
    for kind in ["MULTIRESPONSE_HS", "MRHS"] {
        assert_eq!(cloze(&format!("{{1:{kind}:=a~=a~b}}")).0, "{{c1::a::a / b}}", "{kind}");
    }
    let (prompt, _, problems) = cloze("{1:MR:=a~=b~=c}, {1:MR:=a~=b~=c~=d}");
    assert_eq!(prompt.matches("b, c, a").count(), 1, "{prompt}");
    assert_eq!((prompt.matches("a, b, c, d").count(), problems), (1, vec!["gap_order"]));
    for (text, gap, said) in [
        ("{1:SA:=l&#39;eau#Oui}", "l'eau", "l'eau: Oui"),
        ("{1:SA:=l&amp;#39;eau#Oui}", "l'eau", "l'eau: Oui"),
        ("{1:SA:=a\\#b#Yes#1}", "a#b", "a#b: Yes#1"),
    ] {
        let (prompt, explanation, _) = cloze(text);
        assert_eq!((prompt, explanation.as_str()), (format!("{{{{c1::{gap}}}}}"), said), "{text}");
    }
    assert_eq!(cloze("{1:SA:=a::b|c}").0, "{{c1::a: :b/c}}");
    assert_eq!(cloze("{1:SA:~x} {1:SA:=ok}").0, "… {{c1::ok}}");
    for format in ["markdown", "plain_text"] {
        let text =
            format!("<questiontext format=\"{format}\"><text>x\ny {{1:SA:=a &amp;amp; b}}</text></questiontext>");
        let source = of(&bank(&format!("<question type=\"cloze\">{text}</question>"))).unwrap();
        assert_eq!(get(items(&source)[0], &Item::PROMPT), "x\ny {{c1::a & b}}");
    }
    let none = of(&bank(&question("cloze", "No {gap}.", ""))).unwrap();
    assert_eq!((items(&none).len(), none.problems[0].code), (0, "no_right"));
}

#[test]
fn what_is_not_practised_is_kept_whole_and_told() {
    let kinds = ["description", "gapselect", "ddwtos", "calculated", "randomsamatch", ""];
    let general = "<generalfeedback><text>why</text></generalfeedback>";
    let list: String = kinds.iter().flat_map(|kind| ["\n".to_owned(), question(kind, "x", general)]).collect();
    let place = "<question type=\"category\"><category><text>A</text></category></question>";
    let source = of(&bank(&[place, &list].concat())).unwrap();
    let told: Vec<String> = source.problems.iter().map(|p| format!("{} {} {}", p.location, p.code, p.detail)).collect();
    assert_eq!((told.len(), told[0].as_str()), (6, "line 4 not_practised Q: description"));
    let made = items(&source);
    assert_eq!(made.len(), 6);
    for (item, kind) in made.iter().zip(kinds) {
        assert_eq!((get(item, &Item::FORM), get(item, &Item::PROMPT)), (Form::Open, "x".to_owned()), "{kind}");
        assert!(item.once.contains(&(Item::SUSPENDED.0, Cbor::of(&true))), "{kind}");
        assert!(get(item, &Item::DECK).is_some(), "{kind}");
    }
    assert_eq!(get(made[0], &Item::EXPLANATION), "why");
    assert!(get(made[1], &Item::EXPLANATION).starts_with("why\n\n```xml\n<question type=\"gapselect\">\n  <name>\n"));
}

#[test]
fn the_source_of_what_is_not_practised_has_all_but_its_files() {
    let rest = "<idnumber>k</idnumber><tags><tag><text>t</text></tag></tags><drag><no>1</no><file name=\"a.png\">iVBORw0KGgo=\n</file>\
        <text>``` &amp;lt; ]]&gt;</text></drag>";
    let (item, problems) =
        one("ddimageortext", "a <img alt='p' src='data:image/png;base64,iVBORw0KGgoAAAANSUhEUg=='>", rest);
    assert_eq!(problems, ["not_practised"]);
    assert_eq!((get(&item, &Item::SOURCE_ID), item.elements.len()), ("k".to_owned(), 1));
    let expected = "````xml\n<question type=\"ddimageortext\">\n  <name>\n    <text>Q</text>\n  </name>\n  \
        <questiontext format=\"html\">\n    <text><![CDATA[a <img alt='p' src='data:image/png;base64,'>]]></text>\n  </questiontext>\n  \
        <idnumber>k</idnumber>\n  <tags>\n    <tag>\n      <text>t</text>\n    </tag>\n  </tags>\n  <drag>\n    <no>1</no>\n    \
        <file name=\"a.png\"/>\n    <text>``` &amp;lt; ]]&gt;</text>\n  </drag>\n</question>\n````";
    assert_eq!(get(&item, &Item::EXPLANATION), expected);
    // One that asks nothing is called by its name; one that is too long for a text stays without its source.
    let (item, problems) = one("random", "", &"<subcategory>x</subcategory>".repeat(5_000));
    assert_eq!((get(&item, &Item::PROMPT), get(&item, &Item::EXPLANATION)), ("Q".to_owned(), String::new()));
    assert_eq!(problems, ["not_practised", "source_left"]);
}

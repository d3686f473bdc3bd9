//! Known words: what columns are called, and what kinds of tasks and answers are called, in English, Arabic and Spanish.
//! They are data of files, like the words of any format; nobody reads them on a screen.

use super::Field;
use cairn_domain::{fold::fold, item::Form};
use std::collections::BTreeMap;

/// Names of columns as [`fold`] leaves them.
const COLUMNS: &[(Field, &str)] = &[
    (
        Field::Front,
        "front|question|term|word|prompt|stem|vorderseite|frage|side 1|text|\
         الوجه|وجه|السؤال|سؤال|المصطلح|مصطلح|الكلمة|كلمة|النص|\
         anverso|frente|cara|pregunta|termino|palabra|enunciado|texto",
    ),
    (
        Field::Back,
        "back|answer|definition|meaning|translation|response|ruckseite|antwort|side 2|\
         الظهر|ظهر|الجواب|جواب|الإجابة|إجابة|التعريف|تعريف|المعنى|معنى|الترجمة|ترجمة|\
         reverso|dorso|respuesta|definicion|significado|traduccion",
    ),
    (Field::Tags, "tags|tag|labels|keywords|topics|وسوم|الوسوم|وسم|كلمات مفتاحية|etiquetas|etiqueta|temas"),
    (Field::Deck, "deck|decks|deck name|set|مجموعة|المجموعة|رزمة|الرزمة|mazo|mazos|baraja|conjunto"),
    (Field::Type, "type|form|kind|question type|note type|notetype|النوع|نوع|نوع السؤال|tipo|tipo de pregunta|clase"),
    (
        Field::Options,
        "options|option|choices|choice|answers|الخيارات|خيارات|خيار|الاختيارات|opciones|opcion|alternativas",
    ),
    (
        Field::Right,
        "right|correct|correct answer|correct answers|correct answer(s)|right answer|key|solution|\
         الصحيح|صحيح|الجواب الصحيح|الإجابة الصحيحة|الصواب|\
         correcta|correcto|correctas|respuesta correcta|respuestas correctas|solucion",
    ),
    (
        Field::Explanation,
        "explanation|why|feedback|rationale|extra|back extra|notes|note|\
         الشرح|شرح|التفسير|تفسير|السبب|ملاحظات|\
         explicacion|por que|retroalimentacion|notas|nota",
    ),
    (Field::Hint, "hint|hints|clue|تلميح|التلميح|تلميحات|pista|pistas|ayuda"),
    (Field::Language, "language|lang|locale|اللغة|لغة|idioma|lengua"),
    (Field::Key, "id|guid|uuid|identifier|item id|المعرف|معرف|رقم التعريف|identificador"),
];

/// Kinds of tasks as [`fold`] leaves them.
const FORMS: &[(Form, &str)] = &[
    (Form::Card, "card|basic|flashcard|flash card|two sides|بطاقة|tarjeta|ficha|basico"),
    (Form::Cloze, "cloze|gap|gaps|gap fill|fill in the blank|فراغ|فراغات|املأ الفراغ|huecos|hueco|completar"),
    (
        Form::Single,
        "single|choice|single choice|multiple choice|mcq|one choice|\
         اختيار|اختيار واحد|اختيار من متعدد|opcion unica|seleccion unica|opcion multiple|eleccion",
    ),
    (
        Form::Multiple,
        "multiple|several|multiple answers|multiple response|checkbox|checkboxes|\
         متعدد|اختيار متعدد|عدة إجابات|seleccion multiple|varias|respuesta multiple",
    ),
    (
        Form::TrueFalse,
        "true_false|true/false|true false|true or false|صح أو خطأ|صح/خطأ|صواب أو خطأ|verdadero/falso|verdadero o falso",
    ),
    (Form::Short, "short|short answer|type|type in|إجابة قصيرة|كتابة|respuesta corta|escribir"),
    (Form::Numeric, "numeric|number|numerical|رقم|عدد|عددي|رقمي|numerico|numerica|numero"),
    (Form::Ordering, "ordering|order|sequence|sort|ترتيب|ordenar|orden|secuencia"),
    (Form::Matching, "matching|match|pairs|مطابقة|توصيل|emparejar|relacionar|parejas"),
    (Form::Open, "open|essay|open task|long answer|مفتوح|مقال|مهمة مفتوحة|abierta|abierto|ensayo|redaccion"),
];

const TRUE: &str = "true|t|yes|y|1|right|correct|صح|صحيح|صواب|نعم|verdadero|v|cierto|si|correcto";
const FALSE: &str = "false|f|no|n|0|2|wrong|incorrect|خطأ|خاطئ|غير صحيح|لا|falso|incorrecto";

/// What a column of this name holds. A number at its end is passed over: "Answer 2" is one of the answers.
pub(super) fn field(name: &str) -> Option<Field> {
    // No name is so long.
    let name = fold(&name[..name.floor_char_boundary(200)]);
    if let Some(field) = find(&name) {
        return Some(field);
    }
    let stem = name.trim_end_matches(|c: char| c.is_numeric() || c == '#').trim_end();
    if stem.is_empty() || stem == name {
        return None;
    }
    match find(stem)? {
        // "Answer 1", "Answer 2" are to choose from.
        Field::Options | Field::Back => Some(Field::Options),
        field @ (Field::Hint | Field::Tags) => Some(field),
        _ => None,
    }
}

/// How many of these cells are names of columns.
pub(super) fn known<T: AsRef<str>>(cells: &[T]) -> usize {
    cells.iter().filter(|cell| field(cell.as_ref()).is_some()).count()
}

/// The words of cells, folded once for all rows.
pub(super) struct Words {
    forms: BTreeMap<String, Form>,
    truths: BTreeMap<String, bool>,
}

impl Words {
    /// All of them.
    pub fn new() -> Self {
        let list = |words: &'static str| words.split('|').map(|word| fold(word.trim()));
        let forms = FORMS.iter().flat_map(|(form, words)| list(words).map(|word| (word, *form))).collect();
        let truths = [(TRUE, true), (FALSE, false)];
        Self {
            forms,
            truths: truths.into_iter().flat_map(|(words, truth)| list(words).map(move |word| (word, truth))).collect(),
        }
    }

    /// The form that a cell names.
    pub fn form(&self, cell: &str) -> Option<Form> {
        Self::short(cell).and_then(|cell| self.forms.get(&cell).copied())
    }

    /// Whether a cell says yes or no.
    pub fn truth(&self, cell: &str) -> Option<bool> {
        Self::short(cell).and_then(|cell| self.truths.get(&cell).copied())
    }

    /// Folded, if it may be a word of ours.
    fn short(cell: &str) -> Option<String> {
        (cell.len() < 200).then(|| fold(cell))
    }
}

fn find(folded: &str) -> Option<Field> {
    let found = COLUMNS.iter().find(|(_, words)| words.split('|').any(|word| fold(word.trim()) == folded));
    found.map(|(field, _)| *field).filter(|_| !folded.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_known_by_their_names() {
        for (name, expected) in [
            ("Front", Some(Field::Front)),
            (" TERM ", Some(Field::Front)),
            ("Definición", Some(Field::Back)),
            ("الإجابة", Some(Field::Back)),
            ("السُّؤال", Some(Field::Front)),
            ("Answer 1", Some(Field::Options)),
            ("Option 12", Some(Field::Options)),
            ("خيار ٢", Some(Field::Options)),
            ("Correct answer(s)", Some(Field::Right)),
            ("Question 1", None),
            ("hola", None),
            ("", None),
            ("12", None),
        ] {
            assert_eq!(field(name), expected, "{name}");
        }
        assert_eq!(known(&["Front", "Back", "x"]), 2);
    }

    #[test]
    fn no_word_stands_for_two_things() {
        let words = Words::new();
        for (field_of, list) in COLUMNS {
            list.split('|').for_each(|word| assert_eq!(field(word.trim()), Some(*field_of), "{word}"));
        }
        for (form, list) in FORMS {
            list.split('|').for_each(|word| assert_eq!(words.form(word.trim()), Some(*form), "{word}"));
        }
        for (list, truth) in [(TRUE, true), (FALSE, false)] {
            list.split('|').for_each(|word| assert_eq!(words.truth(word), Some(truth), "{word}"));
        }
        // The names in our own files mean themselves.
        for one in Form::ALL {
            assert_eq!(words.form(one.name()), Some(*one));
        }
    }
}

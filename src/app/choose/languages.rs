//! Languages that something may be written in, by the names that the app's language has for them.

use crate::browser::intl;
use crate::i18n::{self, tr};
use crate::ui::Choice;

/// The name of a language in the app's language; its tag where it has none.
pub fn language(tag: &str) -> String {
    intl::language_name(tag).unwrap_or_else(|| tag.to_owned())
}

/// Languages that have a code of two letters, and some more that are learned.
const TAGS: &str = "aa ab af ak am an ar arz as ast av ay az ba be ber bg bho bi bm bn bo br bs ca ceb ch ckb co cop cr cs cu \
    cv cy da de dv dz ee el en eo es et eu fa ff fi fil fj fo fr fy ga gd gez gl gn got grc gsw gu gv ha haw hbo he hi hmn ho \
    hr ht hu hy ia id ie ig ik is it iu ja jv ka kab ki kk kl km kn ko ks ku kv kw ky la lb lg li ln lo lt lv mg mh mi mk ml \
    mn mr ms mt my na nb nds ne ng nl nn nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn \
    so sq sr ss st su sv sw syc ta te tet tg th ti tk tl tn to tr ts tt ty ug uk ur uz ve vi vo wa wo xh yi yo yue za zgh zh zu";

/// Languages to choose from: those that the browser has a name for; `kept` is among them whatever it is.
pub fn languages(kept: &str) -> Vec<Choice> {
    let named = |tag: &str| intl::language_name(tag).map(|name| Choice::new(tag, name));
    let mut choices: Vec<Choice> = TAGS.split_whitespace().filter_map(named).collect();
    if !kept.is_empty() && choices.iter().all(|choice| choice.value != kept) {
        choices.push(Choice::new(kept, language(kept)));
    }
    choices.sort_by(|one, other| i18n::compare(&one.label, &other.label));
    choices.insert(0, Choice::new("", tr::library::language_none()));
    choices
}

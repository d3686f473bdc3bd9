//! The browser's Intl: numbers, plurals, dates, lists and the order of words in one language at a
//! time. The formatters that sentences need again and again are made once.

use super::js;
use js_sys::{Array, Function, Intl, Object};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};

struct Formatters {
    locales: Array,
    number: Function,
    plural: Intl::PluralRules,
    order: Function,
    dates: Vec<(String, Intl::DateTimeFormat)>,
}

thread_local! {
    static FORMATTERS: RefCell<Option<Formatters>> = const { RefCell::new(None) };
}

/// Writes in this language from now on.
pub fn use_language(tag: &str) {
    let locales = Array::of1(&tag.into());
    let number = Intl::NumberFormat::new(&locales, &digits(Object::new(), 2)).format();
    let plural = Intl::PluralRules::new(&locales, &Object::new());
    let by_value = Object::new();
    js::set(&by_value, "numeric", &JsValue::TRUE);
    let order = Intl::Collator::new(&locales, &by_value).compare();
    FORMATTERS.set(Some(Formatters { locales, number, plural, order, dates: Vec::new() }));
}

/// A number with at most two decimals.
pub fn number(value: f64) -> String {
    with(|formatters| formatters.number.call1(&JsValue::NULL, &value.into()).ok()?.as_string())
}

/// A number in another style, such as percent or a unit.
pub fn number_with(value: f64, options: &[(&str, &str)], decimals: u8) -> String {
    with(|formatters| {
        let format = Intl::NumberFormat::new(&formatters.locales, &digits(js::object(options), decimals)).format();
        format.call1(&JsValue::NULL, &value.into()).ok()?.as_string()
    })
}

/// The letter of the number's plural category: z o t f m, or x for other.
pub fn plural(value: f64) -> u8 {
    let category = with(|formatters| formatters.plural.select(value).as_string());
    match category.as_str() {
        "zero" => b'z',
        "one" => b'o',
        "two" => b't',
        "few" => b'f',
        "many" => b'm',
        _ => b'x',
    }
}

/// A moment as date or time, in the device's time zone or in UTC.
pub fn date(moment: f64, options: &[(&str, &str)], utc: bool) -> String {
    with(|formatters| {
        let format = formatters.date_format(options, utc).format();
        format.call1(&JsValue::NULL, &moment.into()).ok()?.as_string()
    })
}

/// "yesterday", "in 3 days": so many of a unit from now.
pub fn relative(many: f64, unit: &str) -> String {
    with(|formatters| {
        let format = Intl::RelativeTimeFormat::new(&formatters.locales, &js::object(&[("numeric", "auto")]));
        js::call(&format, "format", &[&many.into(), &unit.into()])?.as_string()
    })
}

/// Words joined with commas and "and".
pub fn list(words: &[String]) -> String {
    with(|formatters| {
        let array: Array = words.iter().map(|word| JsValue::from_str(word)).collect();
        let format = Intl::ListFormat::new(&formatters.locales, &js::object(&[("type", "conjunction")]));
        format.format(&array).as_string()
    })
}

/// The name of a language in the language in use, such as "Swahili" for `sw`; nothing if unknown.
pub fn language_name(tag: &str) -> Option<String> {
    FORMATTERS.with_borrow(|formatters| {
        let locales = &formatters.as_ref()?.locales;
        let class: Function = js::get_path(&js_sys::global(), &["Intl", "DisplayNames"])?.dyn_into().ok()?;
        let options = js::object(&[("type", "language"), ("fallback", "none")]);
        let names = js_sys::Reflect::construct(&class, &Array::of2(locales, &options)).ok()?;
        js::call(&names, "of", &[&tag.into()])?.as_string()
    })
}

/// Below, at or above zero, as `left` comes before, with or after `right`.
pub fn compare(left: &str, right: &str) -> f64 {
    FORMATTERS
        .with_borrow(|formatters| {
            let order = &formatters.as_ref()?.order;
            order.call2(&JsValue::NULL, &left.into(), &right.into()).ok()?.as_f64()
        })
        .unwrap_or(0.0)
}

impl Formatters {
    fn date_format(&mut self, options: &[(&str, &str)], utc: bool) -> &Intl::DateTimeFormat {
        let mut key = String::from(if utc { "u" } else { "l" });
        for (name, value) in options {
            key.push_str(name);
            key.push_str(value);
        }
        let at = self.dates.iter().position(|(known, _)| *known == key).unwrap_or_else(|| {
            let object = js::object(options);
            if utc {
                js::set(&object, "timeZone", &"UTC".into());
            }
            self.dates.push((key, Intl::DateTimeFormat::new(&self.locales, &object)));
            self.dates.len() - 1
        });
        &self.dates[at].1
    }
}

fn digits(options: Object, decimals: u8) -> Object {
    js::set(&options, "maximumFractionDigits", &decimals.into());
    options
}

fn with(write: impl FnOnce(&mut Formatters) -> Option<String>) -> String {
    FORMATTERS.with_borrow_mut(|formatters| formatters.as_mut().and_then(write)).unwrap_or_default()
}

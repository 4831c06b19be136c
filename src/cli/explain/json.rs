//! JSON text: objects built field by field.

/// One JSON object.
pub struct Object(String);

impl Object {
    pub fn new(event: &str) -> Object {
        Object(String::from("{")).text("event", event)
    }

    fn key(mut self, name: &str) -> Object {
        if self.0.len() > 1 {
            self.0.push_str(", ");
        }
        self.0.push_str(&quoted(name));
        self.0.push_str(": ");
        self
    }

    pub fn text(self, name: &str, value: &str) -> Object {
        self.raw(name, &quoted(value))
    }

    pub fn number(self, name: &str, value: u64) -> Object {
        self.raw(name, &value.to_string())
    }

    /// A value that is JSON already.
    pub fn raw(self, name: &str, value: &str) -> Object {
        let mut object = self.key(name);
        object.0.push_str(value);
        object
    }

    pub fn end(mut self) -> String {
        self.0.push('}');
        self.0
    }
}

pub fn list<T>(items: &[T], show: impl FnMut(&T) -> String) -> String {
    format!("[{}]", items.iter().map(show).collect::<Vec<_>>().join(", "))
}

pub fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            letter if (letter as u32) < 0x20 => out.push_str(&format!("\\u{:04x}", letter as u32)),
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_escaped() {
        assert_eq!(quoted("a\"b\\\n\u{1}→"), "\"a\\\"b\\\\\\n\\u0001→\"");
        assert_eq!(
            Object::new("x").number("n", 3).raw("l", &list(&[1, 2], i32::to_string)).end(),
            r#"{"event": "x", "n": 3, "l": [1, 2]}"#
        );
    }
}

//! Writes JSON-LD straight into a text: nodes with their properties, in the order in which they are
//! told. A property without a value is left out.

/// A JSON-LD node that is being written.
pub struct Node<'t> {
    text: &'t mut String,
}

/// The place of one value.
pub struct Value<'t> {
    text: &'t mut String,
}

impl<'t> Value<'t> {
    /// A place at the end of a text.
    pub fn at(text: &'t mut String) -> Value<'t> {
        Value { text }
    }

    /// A text.
    pub fn text(self, value: &str) {
        quoted(self.text, value);
    }

    /// The word of schema.org for yes.
    pub fn truth(self) {
        self.text.push_str("true");
    }

    /// What is told elsewhere, by its id.
    pub fn reference(self, id: &str) {
        self.text.push_str("{\"@id\":");
        quoted(self.text, id);
        self.text.push('}');
    }

    /// A node of a kind with its properties.
    pub fn node(self, kind: &str, properties: impl FnOnce(&mut Node<'_>)) {
        self.text.push_str("{\"@type\":");
        quoted(self.text, kind);
        let mut node = Node { text: self.text };
        properties(&mut node);
        node.text.push('}');
    }
}

impl Node<'_> {
    /// The place of a property's value.
    pub fn value(&mut self, key: &str) -> Value<'_> {
        self.text.push_str(",\"");
        self.text.push_str(key);
        self.text.push_str("\":");
        Value { text: self.text }
    }

    /// The node's own id.
    pub fn id(&mut self, id: &str) {
        self.text("@id", id);
    }

    /// A text.
    pub fn text(&mut self, key: &str, value: &str) {
        self.value(key).text(value);
    }

    /// A text that may be missing or empty.
    pub fn optional(&mut self, key: &str, value: Option<impl AsRef<str>>) {
        if let Some(value) = value.as_ref().map(AsRef::as_ref).filter(|value| !value.is_empty()) {
            self.text(key, value);
        }
    }

    /// A number.
    pub fn number(&mut self, key: &str, number: usize) {
        self.value(key).text.push_str(&number.to_string());
    }

    /// What is told elsewhere.
    pub fn reference(&mut self, key: &str, id: &str) {
        self.value(key).reference(id);
    }

    /// A node below this one.
    pub fn node(&mut self, key: &str, kind: &str, properties: impl FnOnce(&mut Node<'_>)) {
        self.value(key).node(kind, properties);
    }

    /// A list of values, one for each of some things; no things, no property.
    pub fn each<T>(
        &mut self,
        key: &str,
        things: impl IntoIterator<Item = T>,
        mut write: impl FnMut(Value<'_>, T),
    ) {
        let mut things = things.into_iter();
        let Some(first) = things.next() else { return };
        self.value(key).text.push('[');
        write(Value { text: self.text }, first);
        for thing in things {
            self.text.push(',');
            write(Value { text: self.text }, thing);
        }
        self.text.push(']');
    }
}

/// Adds a JSON string (RFC 8259) that may also stand in a `script` of HTML: what opens a tag or a
/// comment is escaped.
fn quoted(text: &mut String, value: &str) {
    let is_special = |byte: u8| byte < b' ' || matches!(byte, b'"' | b'\\' | b'<' | b'>' | b'&');
    // A loop that never stops early is one that the processor does for many bytes at once.
    if !value.bytes().fold(false, |found, byte| found | is_special(byte)) {
        text.push('"');
        text.push_str(value);
        text.push('"');
        return;
    }
    // Outside of strings JSON has none of the three signs.
    for c in serde_json::Value::from(value).to_string().chars() {
        match c {
            '<' => text.push_str("\\u003c"),
            '>' => text.push_str("\\u003e"),
            '&' => text.push_str("\\u0026"),
            other => text.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(properties: impl FnOnce(&mut Node<'_>)) -> String {
        let mut text = String::new();
        Value::at(&mut text).node("Thing", properties);
        text
    }

    #[test]
    fn nodes_are_json_that_no_script_element_ends_in() {
        let hostile = "</script><!-- \"\\ \u{1} & \u{202e}";
        let text = written(|node| {
            node.id("https://ledger.example/#a");
            node.text("name", hostile);
            node.optional("description", None::<&str>);
            node.number("wordCount", 7);
            node.each("keywords", ["one", "two"], |value, word| value.text(word));
            node.each("about", [], |value, ()| value.text("nothing"));
            node.node("isPartOf", "Thing", |node| node.reference("isBasedOn", "#b"));
        });
        assert!(!text.contains('<') && !text.contains('&'));
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        let expected = serde_json::json!({
            "@type": "Thing", "@id": "https://ledger.example/#a", "name": hostile, "wordCount": 7,
            "keywords": ["one", "two"],
            "isPartOf": { "@type": "Thing", "isBasedOn": { "@id": "#b" } },
        });
        assert_eq!(value, expected);
    }
}

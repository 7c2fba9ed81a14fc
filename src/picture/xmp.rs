//! Who made a picture, by XMP (ISO 16684-1): a document of RDF in the picture's file.
//!
//! Only three properties are looked for, under the prefixes that programs write them with, so that no
//! reader of XML is needed for what is a line of text.

use std::borrow::Cow;

use super::iptc::text;

/// Who is to be named for a picture: `photoshop:Credit`, else `dc:creator`, else `dc:rights`.
pub(super) fn credit(packet: &[u8]) -> Option<String> {
    let packet = text(packet);
    ["photoshop:Credit", "dc:creator", "dc:rights"].into_iter().find_map(|name| {
        let value = attribute(&packet, name).or_else(|| element(&packet, name))?;
        (!value.trim().is_empty()).then_some(value)
    })
}

/// The value of an attribute.
fn attribute(packet: &str, name: &str) -> Option<String> {
    let starts = packet.match_indices(name).map(|(at, _)| &packet[at + name.len()..]);
    let mut values = starts.filter_map(|after| {
        let value = after.trim_start().strip_prefix('=')?.trim_start();
        let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        let value = &value[1..];
        Some(unescaped(&value[..value.find(quote)?]).into_owned())
    });
    values.next()
}

/// The text in an element; of a list of texts all of them, of a text in many languages the first.
fn element(packet: &str, name: &str) -> Option<String> {
    let start = packet.find(&format!("<{name}"))? + 1 + name.len();
    let after = &packet[start..];
    let inner = &after[after.find('>')? + 1..];
    let inner = &inner[..inner.find(&format!("</{name}>"))?];
    let mut items = inner.split("<rdf:li").skip(1).filter_map(|item| {
        let item = &item[item.find('>')? + 1..];
        Some(unescaped(item[..item.find('<')?].trim()).into_owned())
    });
    if inner.contains("<rdf:Alt") {
        return items.next();
    }
    let items: Vec<String> = items.collect();
    match items.is_empty() {
        false => Some(items.join(", ")),
        true => (!inner.contains('<')).then(|| unescaped(inner.trim()).into_owned()),
    }
}

/// Text with the five entities of XML as what they stand for.
fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return text.into();
    }
    let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    plain.replace("&apos;", "'").replace("&#39;", "'").replace("&amp;", "&").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(inside: &str) -> Option<String> {
        credit(format!("<x:xmpmeta><rdf:RDF>{inside}</rdf:RDF></x:xmpmeta>").as_bytes())
    }

    #[test]
    fn both_ways_of_writing_a_property_are_read() {
        let as_attribute = "<rdf:Description photoshop:Credit=\"Harbor &amp; Wire\"/>";
        assert_eq!(of(as_attribute).as_deref(), Some("Harbor & Wire"));
        let as_element = "<photoshop:Credit>Harbor Wire</photoshop:Credit>";
        assert_eq!(of(as_element).as_deref(), Some("Harbor Wire"));
    }

    #[test]
    fn makers_are_a_list_and_rights_a_text_in_many_languages() {
        let makers = "<dc:creator><rdf:Seq><rdf:li>Ida Sund</rdf:li><rdf:li>Ole Rask</rdf:li>\
            </rdf:Seq></dc:creator>";
        assert_eq!(of(makers).as_deref(), Some("Ida Sund, Ole Rask"));
        let rights = "<dc:rights><rdf:Alt><rdf:li xml:lang='x-default'>Harbor Wire</rdf:li>\
            <rdf:li xml:lang='de'>Hafendraht</rdf:li></rdf:Alt></dc:rights>";
        assert_eq!(of(rights).as_deref(), Some("Harbor Wire"));
        assert_eq!(of(&format!("{makers}{rights}")).as_deref(), Some("Ida Sund, Ole Rask"));
    }

    #[test]
    fn what_is_no_property_is_no_credit() {
        for inside in ["", "dc:creator", "<dc:creator>", "<dc:creator><rdf:Seq/></dc:creator>"] {
            assert_eq!(of(inside), None, "{inside}");
        }
    }
}

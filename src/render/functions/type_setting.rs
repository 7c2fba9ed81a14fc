//! `lines(text=…)`: a text in lines, for drawings in SVG, which break none by themselves.

use tera::{Kwargs, TeraResult, Value};

use crate::fonts::{Fonts, Lines, Wanted};
use crate::view::table;

/// The lines of a text: `lines(text=story.title, font="display", sizes=[72, 60], width=1056, most=4)`.
pub fn lines(fonts: &Fonts, kwargs: &Kwargs) -> TeraResult<Value> {
    let text = kwargs.must_get::<&str>("text")?;
    let font = kwargs.get::<&str>("font")?.unwrap_or("text");
    let sizes: Vec<f64> = match kwargs.get::<Vec<f64>>("sizes")? {
        Some(sizes) => sizes,
        None => vec![kwargs.must_get::<f64>("size")?],
    };
    let sizes: Vec<f64> = sizes.into_iter().filter(|size| *size >= 1.0).collect();
    let wanted = Wanted {
        width: kwargs.must_get::<f64>("width")?,
        sizes: &sizes,
        leading: kwargs.get::<f64>("leading")?.unwrap_or(1.2),
        most: kwargs.get::<usize>("most")?.unwrap_or(usize::MAX),
        height: kwargs.get::<f64>("height")?.unwrap_or(f64::INFINITY),
    };
    let Lines { lines, size, step, is_cut } = set(fonts, (text, font), &wanted)?;
    let height = step * lines.len() as f64;
    let lines: Vec<Value> = lines.iter().map(|line| Value::normal_string(line)).collect();
    Ok(table([
        ("lines".into(), Value::from(lines)),
        ("size".into(), number(size)),
        ("step".into(), number(step)),
        ("height".into(), number(height)),
        ("cut".into(), Value::from(is_cut)),
    ]))
}

#[cfg(feature = "cards")]
fn set(fonts: &Fonts, (text, font): (&str, &str), wanted: &Wanted<'_>) -> TeraResult<Lines> {
    Ok(fonts.measured(text, font).lines(wanted))
}

/// Without the feature no template that asks for it is rendered.
#[cfg(not(feature = "cards"))]
fn set(_: &Fonts, _: (&str, &str), _: &Wanted<'_>) -> TeraResult<Lines> {
    Err(tera::Error::message("newsprint was built without the feature `cards`"))
}

/// A number as short as it can be written.
fn number(number: f64) -> Value {
    match number.fract() == 0.0 {
        true => Value::from(number as i64),
        false => Value::from(number),
    }
}

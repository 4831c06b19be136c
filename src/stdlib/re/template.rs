//! Replacement templates: `\1`, `\g<name>` and escapes between plain text.

use super::parse::MAX_GROUPS;
use super::tokens::{Fault, Reader, is_octal, number, quoted};
use crate::text::Buffer;

pub enum Piece {
    Text(Buffer),
    Group(u32),
}

pub struct Template {
    pub pieces: Vec<Piece>,
    pub is_text: bool,
}

fn push_code(pieces: &mut Vec<Piece>, code: u32) {
    match pieces.last_mut() {
        Some(Piece::Text(text)) => text.push(code),
        _ => {
            let mut text = Buffer::new();
            text.push(code);
            pieces.push(Piece::Text(text));
        }
    }
}

/// Parses a template for a pattern with so many groups, the whole match not counted.
pub fn parse(text: &[u32], is_text: bool, groups: u32, name: &dyn Fn(&[u32]) -> Option<u32>) -> Result<Template, Fault> {
    let mut reader = Reader::new(text, is_text)?;
    let mut pieces = Vec::new();
    while let Some(token) = reader.take()? {
        let Some(escaped) = token.escaped else {
            push_code(&mut pieces, token.first);
            continue;
        };
        let group = |reader: &Reader<'_>, group: u64, back: usize| match u32::try_from(group) {
            Ok(group) if group <= groups => Ok(Piece::Group(group)),
            _ => Err(reader.error(&format!("invalid group reference {group}"), back)),
        };
        match char::from_u32(escaped).unwrap_or('\0') {
            'g' => {
                if !reader.accept('<')? {
                    return Err(reader.error("missing <", 0));
                }
                let wanted = reader.take_until('>', "group name")?;
                let found = if wanted.iter().all(|code| (0x30..0x3a).contains(code)) {
                    let index = number(&wanted, 10);
                    if index >= MAX_GROUPS {
                        return Err(reader.error_with("invalid group reference ", &wanted, wanted.len() + 1));
                    }
                    index
                } else {
                    reader.check_name(&wanted, 1)?;
                    u64::from(name(&wanted).ok_or_else(|| Fault::UnknownName(quoted(&wanted)))?)
                };
                pieces.push(group(&reader, found, wanted.len() + 1)?);
            }
            '0' => {
                let mut digits = vec![escaped];
                digits.extend(reader.take_while(2, is_octal)?);
                push_code(&mut pieces, number(&digits, 8) as u32 & 0xff);
            }
            first @ '1'..='9' => {
                let mut digits = vec![escaped];
                digits.extend(reader.take_while(1, |letter| letter.is_ascii_digit())?);
                let octal = is_octal(first) && digits.get(1).is_some_and(|code| (0x30..0x38).contains(code));
                let third = if octal { reader.take_while(1, is_octal)? } else { Vec::new() };
                if third.is_empty() {
                    let found = number(&digits, 10);
                    pieces.push(group(&reader, found, digits.len())?);
                } else {
                    digits.extend(third);
                    let code = number(&digits, 8);
                    if code > 0o377 {
                        let text: String = digits.iter().filter_map(|code| char::from_u32(*code)).collect();
                        let message = format!("octal escape value \\{text} outside of range 0-0o377");
                        return Err(reader.error(&message, digits.len() + 1));
                    }
                    push_code(&mut pieces, code as u32);
                }
            }
            'a' => push_code(&mut pieces, 7),
            'b' => push_code(&mut pieces, 8),
            'f' => push_code(&mut pieces, 12),
            'n' => push_code(&mut pieces, 10),
            'r' => push_code(&mut pieces, 13),
            't' => push_code(&mut pieces, 9),
            'v' => push_code(&mut pieces, 11),
            '\\' => push_code(&mut pieces, 0x5c),
            letter if letter.is_ascii_alphabetic() => {
                return Err(reader.error_with("bad escape ", &token.codes(), token.len()));
            }
            _ => token.codes().into_iter().for_each(|code| push_code(&mut pieces, code)),
        }
    }
    Ok(Template { pieces, is_text })
}

//! Text of postponed annotations (`from __future__ import annotations`).

use taipan_grammar::ast::Expr;

/// The source text of an expression, lines joined.
pub fn expression(source: &str, expression: &Expr) -> String {
    let span = expression.span;
    let mut text = String::new();
    for (index, line) in source.lines().enumerate().skip(span.line as usize - usize::from(span.line > 0)) {
        let number = index as u32 + 1;
        if number > span.end_line {
            break;
        }
        let start = if number == span.line { span.column as usize } else { 0 };
        let end = if number == span.end_line { span.end_column as usize } else { line.len() };
        let part = line.get(start..end).unwrap_or("");
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(part.trim());
    }
    text
}

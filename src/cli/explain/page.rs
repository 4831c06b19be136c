//! The page of `--explain=memory`: one HTML file with a drawing inside, no
//! script, nothing fetched, colours for light and dark.
//!
//! Frames stand at the left, objects to the right of them in columns by their
//! distance from a name. A column is filled from top to bottom in the order in
//! which its objects were found, so arrows mostly lead to the right and down.

use super::memory::{Node, Part, Scene};
use std::fmt::Write;

const ROW: usize = 20;
const HEAD: usize = 40;
const BOX_WIDTH: usize = 230;
const GAP_X: usize = 90;
const GAP_Y: usize = 22;
const MARGIN: usize = 20;
/// A column that grows beyond this height goes on beside itself.
const TALLEST: usize = 1800;

struct Place {
    x: usize,
    y: usize,
    height: usize,
}

const STYLE: &str = "\
:root{color-scheme:light dark;--back:#fbfbf9;--text:#1d2129;--soft:#5d6675;--line:#c9cfd8;--box:#fff;--frame:#eef3fb;\
--arrow:#4a6fa5;--shared:#b7791f;--cycle:#c0392b;--mark:#fdf3e0}\
@media(prefers-color-scheme:dark){:root{--back:#14171c;--text:#e4e7ec;--soft:#98a2b3;--line:#3a424f;--box:#1d2229;\
--frame:#1a2433;--arrow:#7ea6e0;--shared:#e0a94a;--cycle:#ff7b6b;--mark:#33291a}}\
body{margin:0;padding:16px 20px;background:var(--back);color:var(--text);font:14px/1.5 system-ui,sans-serif}\
h1{font-size:1.25rem;margin:0 0 4px}p{margin:2px 0;color:var(--soft);max-width:80ch}\
.key span{display:inline-block;padding:0 8px;margin:6px 10px 6px 0;border:2px solid var(--line);border-radius:4px;color:var(--text)}\
.key .s{border-color:var(--shared)}.key .c{border-color:var(--cycle);border-style:dashed}\
.scroll{overflow:auto;margin-top:10px;border:1px solid var(--line);border-radius:6px}\
svg{display:block}text{font:12px ui-monospace,Menlo,Consolas,monospace;fill:var(--text)}\
.t{font-weight:700}.m{fill:var(--soft);font-size:11px}.b{fill:var(--box);stroke:var(--line);stroke-width:1.5}\
.f{fill:var(--frame)}.shared .b{stroke:var(--shared);stroke-width:2}.cycle .b{stroke:var(--cycle);stroke-width:2;stroke-dasharray:6 3}\
.r{stroke:var(--line)}.a{fill:none;stroke:var(--arrow);stroke-width:1.4;opacity:.8}.a.back{stroke:var(--cycle)}\
.a:hover{stroke-width:3.5;opacity:1}.d{fill:var(--arrow)}.n .c{fill:var(--cycle);font-weight:700}.n .s{fill:var(--shared);font-weight:700}\
";

/// The whole page.
pub fn render(scene: &Scene) -> String {
    let (frames, nodes, width, height) = lay_out(scene);
    let mut page = String::new();
    let name = scene.script.rsplit('/').next().unwrap_or(&scene.script);
    let title = format!("Memory of {name} {}", scene.moment);
    let _ = write!(
        page,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{0}</title>\n<style>{STYLE}</style>\n\
         </head>\n<body>\n<h1>{0}</h1>\n",
        escape(&title)
    );
    let shared = scene.nodes.iter().filter(|node| node.arrows_in > 1).count();
    let cyclic = scene.nodes.iter().filter(|node| node.cycle.is_some()).count();
    let _ = writeln!(
        page,
        "<p>{}, {}, {shared} of them shared, {cyclic} in cycles{}. Refs are <code>sys.getrefcount(x) - 1</code>, gen \
         is the collector's generation; numbers, texts and built-ins stand where they are used.</p>",
        number(scene.boxes.len(), "frame"),
        number(scene.nodes.len(), "object"),
        if scene.left_out > 0 { format!("; {} more are not shown", scene.left_out) } else { String::new() }
    );
    page.push_str(
        "<p class=\"key\"><span>one reference</span><span class=\"s\">shared: several references</span>\
         <span class=\"c\">part of a cycle</span></p>\n<div class=\"scroll\">\n",
    );
    let _ = write!(
        page,
        "<svg width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{}\">\n\
         <defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" \
         orient=\"auto-start-reverse\"><path d=\"M0 0L8 4L0 8z\" fill=\"context-stroke\"/></marker></defs>\n",
        escape(&title)
    );
    // Arrows lie under the boxes, so that these stay readable.
    for (frame, place) in scene.boxes.iter().zip(&frames) {
        arrows(&mut page, place, &frame.parts, &nodes, None, scene);
    }
    for (node, place) in scene.nodes.iter().zip(&nodes) {
        arrows(&mut page, place, &node.parts, &nodes, node.cycle, scene);
    }
    for (frame, place) in scene.boxes.iter().zip(&frames) {
        box_start(&mut page, place, "f", "", &frame.title, "frame");
        if frame.parts.is_empty() {
            let _ = writeln!(page, "<text class=\"m\" x=\"{}\" y=\"{}\">no variables</text>", place.x + 8, place.y + HEAD + 14);
        }
        rows(&mut page, place, &frame.parts);
        page.push_str("</g>\n");
    }
    for (node, place) in scene.nodes.iter().zip(&nodes) {
        draw_node(&mut page, node, place);
    }
    page.push_str("</svg>\n</div>\n</body>\n</html>\n");
    page
}

/// Places of frames and objects, and the size of the drawing.
fn lay_out(scene: &Scene) -> (Vec<Place>, Vec<Place>, usize, usize) {
    let mut y = MARGIN;
    let mut tallest = 0;
    let mut frames = Vec::new();
    for frame in &scene.boxes {
        let height = HEAD + ROW * frame.parts.len().max(1) + 4;
        frames.push(Place { x: MARGIN, y, height });
        y += height + GAP_Y;
        tallest = tallest.max(y);
    }
    let deepest = scene.nodes.iter().map(|node| node.depth).max().unwrap_or(0);
    let mut nodes: Vec<Place> = scene.nodes.iter().map(|node| Place { x: 0, y: 0, height: node_height(node) }).collect();
    let mut x = MARGIN + BOX_WIDTH + GAP_X;
    for depth in 0..=deepest {
        let mut y = MARGIN;
        let mut used = false;
        for (node, place) in scene.nodes.iter().zip(&mut nodes).filter(|(node, _)| node.depth == depth) {
            if used && y + place.height > TALLEST {
                x += BOX_WIDTH + GAP_X / 2;
                y = MARGIN;
            }
            used = true;
            let _ = node;
            (place.x, place.y) = (x, y);
            y += place.height + GAP_Y;
            tallest = tallest.max(y);
        }
        if used {
            x += BOX_WIDTH + GAP_X;
        }
    }
    (frames, nodes, x - GAP_X + 2 * MARGIN, tallest + MARGIN)
}

fn node_height(node: &Node) -> usize {
    let rows = node.parts.len() + usize::from(!node.value.is_empty()) + usize::from(node.more > 0);
    HEAD + ROW * rows + 4
}

fn box_start(page: &mut String, place: &Place, class: &str, group: &str, title: &str, note: &str) {
    let Place { x, y, height } = place;
    let _ = writeln!(
        page,
        "<g class=\"n {group}\"><rect class=\"b {class}\" x=\"{x}\" y=\"{y}\" width=\"{BOX_WIDTH}\" height=\"{height}\" rx=\"5\"/>\
         <text class=\"t\" x=\"{0}\" y=\"{1}\">{2}</text><text class=\"m\" x=\"{0}\" y=\"{3}\">{note}</text>",
        x + 8,
        y + 16,
        escape(&super::graph::shortened(title, 28)),
        y + 31
    );
}

fn draw_node(page: &mut String, node: &Node, place: &Place) {
    let group = match (node.cycle, node.arrows_in > 1) {
        (Some(_), _) => "cycle",
        (None, true) => "shared",
        _ => "",
    };
    let mut note = match node.count {
        super::names::Count::Times(1) => "1 ref".to_owned(),
        count => format!("{} refs", count.text()),
    };
    if matches!(node.count, super::names::Count::Immortal) {
        note = "immortal".to_owned();
    }
    match node.generation {
        Some(3) => note.push_str(" · frozen"),
        Some(generation) => {
            let _ = write!(note, " · gen {generation}");
        }
        None => note.push_str(" · not followed"),
    }
    if let Some(cycle) = node.cycle {
        let _ = write!(note, " <tspan class=\"c\">· cycle {}</tspan>", cycle + 1);
    }
    if node.arrows_in > 1 {
        let _ = write!(note, " <tspan class=\"s\">· ×{}</tspan>", node.arrows_in);
    }
    box_start(page, place, "", group, &node.title, &note);
    let mut inner = Place { x: place.x, y: place.y, height: place.height };
    if !node.value.is_empty() {
        row_line(page, place, place.y + HEAD);
        let _ = writeln!(page, "<text x=\"{}\" y=\"{}\">{}</text>", place.x + 8, place.y + HEAD + 14, escape(&node.value));
        inner.y += ROW;
    }
    rows(page, &inner, &node.parts);
    if node.more > 0 {
        let y = inner.y + HEAD + ROW * node.parts.len();
        row_line(page, place, y);
        let _ = writeln!(page, "<text class=\"m\" x=\"{}\" y=\"{}\">and {} more</text>", place.x + 8, y + 14, node.more);
    }
    page.push_str("</g>\n");
}

fn row_line(page: &mut String, place: &Place, y: usize) {
    let _ = writeln!(page, "<line class=\"r\" x1=\"{}\" y1=\"{y}\" x2=\"{}\" y2=\"{y}\"/>", place.x, place.x + BOX_WIDTH);
}

fn rows(page: &mut String, place: &Place, parts: &[Part]) {
    for (index, part) in parts.iter().enumerate() {
        let y = place.y + HEAD + ROW * index;
        row_line(page, place, y);
        let label = super::graph::shortened(&part.label, 16);
        let room = 30usize.saturating_sub(label.chars().count());
        let _ = write!(page, "<text x=\"{}\" y=\"{}\">{}</text>", place.x + 8, y + 14, escape(&label));
        match part.target {
            Some(_) => {
                let _ =
                    writeln!(page, "<circle class=\"d\" cx=\"{}\" cy=\"{}\" r=\"3.5\"/>", place.x + BOX_WIDTH - 10, y + ROW / 2);
            }
            None => {
                let _ = writeln!(
                    page,
                    "<text text-anchor=\"end\" x=\"{}\" y=\"{}\">{}</text>",
                    place.x + BOX_WIDTH - 8,
                    y + 14,
                    escape(&super::graph::shortened(&part.text, room))
                );
            }
        }
    }
}

fn arrows(page: &mut String, place: &Place, parts: &[Part], nodes: &[Place], cycle: Option<usize>, scene: &Scene) {
    let values = usize::from(parts.is_empty());
    for (index, part) in parts.iter().enumerate() {
        let Some((target, number)) = part.target.and_then(|number| Some((nodes.get(number)?, number))) else { continue };
        let (x1, y1) = (place.x + BOX_WIDTH - 2, place.y + HEAD + ROW * (index + values) + ROW / 2);
        let (x2, y2) = (target.x, target.y + 14);
        // A reference inside its cycle has the cycle's colour.
        let inside = cycle.is_some() && scene.nodes.get(number).is_some_and(|node| node.cycle == cycle);
        let class = if inside { "a back" } else { "a" };
        let path = if x2 > x1 {
            let bend = ((x2 - x1) / 2).max(30);
            format!("M{x1} {y1}C{} {y1} {} {y2} {x2} {y2}", x1 + bend, x2.saturating_sub(bend))
        } else {
            // Back to the left, or to itself: out to the right and round.
            let out = x1 + 46 + (index % 5) * 8;
            let side = target.x + BOX_WIDTH;
            let end = target.y + 24;
            format!("M{x1} {y1}C{out} {y1} {} {end} {side} {end}", side + 46 + (index % 5) * 8)
        };
        let _ = writeln!(page, "<path class=\"{class}\" d=\"{path}\" marker-end=\"url(#tip)\"/>");
    }
}

fn number(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            letter if letter.is_control() => out.push('\u{FFFD}'),
            letter => out.push(letter),
        }
    }
    out
}

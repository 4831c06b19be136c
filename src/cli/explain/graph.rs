//! Objects and the references between them, with a label for each reference.

use crate::memory::Value;
use crate::memory::{Str, Tuple};
use crate::objects::class::PyClass;
use crate::objects::dict::PyDict;
use crate::objects::function::PyCell;
use crate::objects::list::PyList;
use crate::objects::ops;
use crate::objects::str::text_of;
use crate::objects::vm::Vm;
use std::collections::HashMap;

pub struct Edges;

impl Edges {
    /// What an object refers to: `.name` for attributes, `[key]` for items,
    /// nothing for the rest. No Python code runs.
    pub fn of(vm: &Vm, value: &Value) -> Vec<(String, Value)> {
        let mut found = Vec::new();
        if value.get::<PyClass>().is_none()
            && let Some(attrs) = value.header().and_then(crate::memory::Header::attrs)
        {
            for (index, entry) in attrs.shape().entries().iter().enumerate() {
                let content = attrs.at(index).own();
                if !content.is_unbound() {
                    found.push((format!(".{}", text_of(&entry.name)), content));
                }
            }
            if let Some(dict) = attrs.dict().as_ref().and_then(|dict| dict.get::<PyDict>()) {
                found.extend(dict.pairs().into_iter().map(|(name, content)| (format!(".{}", text_of(&name)), content)));
            }
        }
        if let Some(list) = value.get::<PyList>() {
            let items = list.items.read(Vec::clone);
            found.extend(items.into_iter().enumerate().map(|(index, item)| (format!("[{index}]"), item)));
        } else if let Some(tuple) = value.get::<Tuple>() {
            found.extend(tuple.items().iter().cloned().enumerate().map(|(index, item)| (format!("[{index}]"), item)));
        } else if let Some(dict) = value.get::<PyDict>() {
            for (key, content) in dict.pairs() {
                let label = format!("[{}]", atom(vm, &key, 20).unwrap_or_else(|| "…".to_owned()));
                if atom(vm, &key, 20).is_none() {
                    found.push(("key".to_owned(), key));
                }
                found.push((label, content));
            }
        } else if let Some(cell) = value.get::<PyCell>() {
            let content = cell.value.copy();
            if !content.is_unbound() {
                found.push((String::new(), content));
            }
        } else {
            let known: Vec<u64> = found.iter().map(|(_, content)| content.identity()).collect();
            let class = value.header().map(|header| header.class().identity());
            for content in crate::stdlib::gc::visible_referents(value) {
                if !known.contains(&content.identity()) && Some(content.identity()) != class {
                    found.push((String::new(), content));
                }
            }
            if let Some(header) = value.header()
                && !super::names::is_builtin_class(vm.class_of(value))
            {
                found.push((String::new(), header.class().clone()));
            }
        }
        found
    }
}

/// Values that show in full and hold nothing: numbers, texts, None.
pub fn atom(vm: &Vm, value: &Value, most: usize) -> Option<String> {
    let is_atom = !value.is_object()
        || value.is_kind::<Str>()
        || [&vm.types.int, &vm.types.float, &vm.types.bytes, &vm.types.complex]
            .iter()
            .any(|class| vm.class_of(value).same(class));
    if !is_atom || !super::names::is_builtin_class(vm.class_of(value)) {
        return None;
    }
    // The `repr` of these classes runs no Python code.
    let text = match ops::repr(vm, value) {
        Ok(text) => text_of(&text),
        Err(_) => {
            drop(vm.take_exception());
            "…".to_owned()
        }
    };
    Some(shortened(&text, most))
}

/// At most so many letters, with an ellipsis for the rest.
pub fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(most.saturating_sub(1)).collect();
    short.push('…');
    short
}

/// A cycle among some members of a graph as (member, label of the reference
/// that leads on), its first member again at the end; the members in order
/// when there is none.
pub fn cycle(edges: &[Vec<(String, usize)>], members: &[usize]) -> Vec<(usize, String)> {
    // Breadth first from each member until it is found again: the shortest way round.
    for &start in members {
        let mut reached: HashMap<usize, (usize, String)> = HashMap::new();
        let mut line = std::collections::VecDeque::from([start]);
        while let Some(member) = line.pop_front() {
            for (label, target) in edges.get(member).into_iter().flatten() {
                if *target == start {
                    return way_back(&reached, start, member, label);
                }
                if let std::collections::hash_map::Entry::Vacant(place) = reached.entry(*target) {
                    place.insert((member, label.clone()));
                    line.push_back(*target);
                }
            }
        }
    }
    members.iter().map(|member| (*member, String::new())).collect()
}

fn way_back(reached: &HashMap<usize, (usize, String)>, start: usize, last: usize, label: &str) -> Vec<(usize, String)> {
    let mut way = vec![(start, String::new()), (last, label.to_owned())];
    let mut member = last;
    while member != start {
        let Some((before, label)) = reached.get(&member) else { break };
        way.push((*before, label.clone()));
        member = *before;
    }
    way.reverse();
    way
}

/// Groups of nodes that reach each other, by Tarjan's algorithm without
/// recursion; the number of its group for each node that lies on a cycle.
pub fn cyclic_groups(edges: &[Vec<usize>]) -> Vec<Option<usize>> {
    #[derive(Clone, Copy)]
    struct Visit {
        index: usize,
        low: usize,
        on_stack: bool,
    }
    let mut visits: Vec<Option<Visit>> = vec![None; edges.len()];
    let mut groups = vec![None; edges.len()];
    let (mut stack, mut next, mut number) = (Vec::new(), 0, 0);
    for root in 0..edges.len() {
        if visits.get(root).copied().flatten().is_some() {
            continue;
        }
        let mut work: Vec<(usize, usize)> = vec![(root, 0)];
        while let Some((node, step)) = work.pop() {
            if step == 0 {
                if let Some(visit) = visits.get_mut(node) {
                    *visit = Some(Visit { index: next, low: next, on_stack: true });
                }
                next += 1;
                stack.push(node);
            }
            let targets = edges.get(node).map_or(&[] as &[usize], Vec::as_slice);
            // What the last target has found out.
            if let Some(target) = step.checked_sub(1).and_then(|step| targets.get(step))
                && let Some(Some(found)) = visits.get(*target).copied()
                && found.on_stack
                && let Some(Some(own)) = visits.get_mut(node)
            {
                own.low = own.low.min(found.low);
            }
            if let Some(target) = targets.get(step) {
                work.push((node, step + 1));
                if visits.get(*target).copied().flatten().is_none() {
                    work.push((*target, 0));
                }
                continue;
            }
            let Some(Some(own)) = visits.get(node).copied() else { continue };
            if own.low != own.index {
                continue;
            }
            let mut members = Vec::new();
            while let Some(member) = stack.pop() {
                if let Some(Some(visit)) = visits.get_mut(member) {
                    visit.on_stack = false;
                }
                members.push(member);
                if member == node {
                    break;
                }
            }
            if members.len() > 1 || targets.contains(&node) {
                for member in members {
                    if let Some(group) = groups.get_mut(member) {
                        *group = Some(number);
                    }
                }
                number += 1;
            }
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_of_cycles() {
        let edges = vec![vec![1], vec![2], vec![0, 3], vec![4], vec![], vec![5], vec![3]];
        let groups = cyclic_groups(&edges);
        assert_eq!(groups.iter().map(Option::is_some).collect::<Vec<_>>(), [true, true, true, false, false, true, false]);
        assert_eq!(groups[0], groups[2]);
        assert_ne!(groups[0], groups[5]);
    }

    #[test]
    fn shortest_cycle() {
        let edge = |target: usize| (format!(".{target}"), target);
        let edges = vec![vec![edge(1)], vec![edge(2)], vec![edge(0), edge(1)]];
        let way: Vec<usize> = cycle(&edges, &[0, 1, 2]).into_iter().map(|step| step.0).collect();
        assert_eq!(way, [0, 1, 2, 0]);
    }
}

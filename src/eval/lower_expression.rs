//! Lowering of expressions that do not suspend.

use super::comprehension::{Collect, ComprehensionKind, ComprehensionNode};
use super::display::{
    ConstantListNode, DictNode, DisplayKind, Element, FormatNode, JoinNode, ListNode, OnlyElement, StarDisplay, TupleNode,
};
use super::function::MakeFunction;
use super::lower::{Lowerer, binary_op};
use super::operand::{LocalNode, Opd};
use super::target::Walrus;
use super::unit::What;
use super::{arith, attribute, boolean, call, compare, subscript, super_, suspend};
use crate::memory::{Tuple, Value};
use crate::objects::frame::NodeRef;
use crate::objects::ops;
use crate::objects::slots::CompareOp;
use crate::resolve::{Binding, ScopeKind};
use std::rc::Rc;
use taipan_grammar::ast::{self, CmpOp, Expr, ExprKind, Span};

/// A comparison operator as the evaluator groups them.
#[derive(Clone, Copy)]
pub enum Relation {
    Order(CompareOp),
    Is(bool),
    In(bool),
}

pub fn relation(op: CmpOp) -> Relation {
    match op {
        CmpOp::Eq => Relation::Order(CompareOp::Eq),
        CmpOp::NotEq => Relation::Order(CompareOp::Ne),
        CmpOp::Lt => Relation::Order(CompareOp::Lt),
        CmpOp::LtE => Relation::Order(CompareOp::Le),
        CmpOp::Gt => Relation::Order(CompareOp::Gt),
        CmpOp::GtE => Relation::Order(CompareOp::Ge),
        CmpOp::Is => Relation::Is(false),
        CmpOp::IsNot => Relation::Is(true),
        CmpOp::In => Relation::In(false),
        CmpOp::NotIn => Relation::In(true),
    }
}

pub fn link(op: CmpOp) -> compare::Link {
    match relation(op) {
        Relation::Order(op) => compare::Link::Relation(op),
        Relation::Is(negated) => compare::Link::Is(negated),
        Relation::In(negated) => compare::Link::In(negated),
    }
}

impl Lowerer<'_> {
    /// An expression as a node.
    pub fn expression(&mut self, expression: &Expr) -> NodeRef {
        let operand = self.operand(expression);
        self.node(operand)
    }

    /// An operand as a node.
    fn node(&mut self, operand: Opd) -> NodeRef {
        match operand {
            Opd::Local(slot, position) => self.add(Box::new(LocalNode(slot, position))),
            Opd::Const(value) => self.constant_node(value),
            Opd::Node(node) => node,
        }
    }

    /// Two operands that one node reads, left before right.
    pub fn operand_pair(&mut self, left: &Expr, right: &Expr) -> (Opd, Opd) {
        let mut a = self.operand(left);
        let b = self.operand(right);
        if let (Opd::Local(slot, position), Opd::Node(_)) = (&a, &b)
            && suspend::binds_name(right)
        {
            // The right side may rebind the variable: read it first.
            a = Opd::Node(self.add(Box::new(LocalNode(*slot, *position))));
        }
        (a, b)
    }

    /// An expression as the operand of a fused node.
    pub fn operand(&mut self, expression: &Expr) -> Opd {
        let span = expression.span;
        let node: NodeRef = match &expression.kind {
            ExprKind::Constant(constant) => return Opd::Const(self.constant(constant)),
            ExprKind::Name { id, .. } => return self.load_operand(id, span),
            ExprKind::BinOp { left, op, right } => return self.binary(left, *op, right, span),
            ExprKind::UnaryOp { op, operand } => return self.unary(*op, operand, span),
            ExprKind::BoolOp { op, values } => {
                let mut nodes = values.iter().map(|value| self.expression(value)).collect::<Vec<_>>().into_iter();
                let Some(first) = nodes.next() else { return Opd::Const(Value::NONE) };
                self.add(Box::new(boolean::Logic { first, rest: nodes.collect(), is_or: *op == ast::BoolOp::Or }))
            }
            ExprKind::Compare { left, ops, comparators } => self.compare(left, ops, comparators, span),
            ExprKind::Call { func, args, keywords } => self.call(func, args, keywords, span),
            ExprKind::Attribute { value, attr, .. } => {
                let object = self.operand(value);
                let name = self.mangled(attr);
                let position = self.at(attribute_span(span, span, attr));
                self.add(attribute::load_attr(object, name, position))
            }
            ExprKind::Subscript { value, slice, .. } if let Some((lower, upper)) = plain_cut(slice) => {
                let object = self.expression(value);
                let lower = lower.map(|part| self.expression(part));
                let upper = upper.map(|part| self.expression(part));
                let position = self.at(span);
                self.add(Box::new(subscript::Cut { object, lower, upper, position }))
            }
            ExprKind::Subscript { value, slice, .. } => {
                let (a, b) = self.operand_pair(value, slice);
                let position = self.at(span);
                self.add(subscript::subscript(a, b, position))
            }
            ExprKind::Slice { lower, upper, step } => {
                let lower = lower.as_ref().map(|part| self.expression(part));
                let upper = upper.as_ref().map(|part| self.expression(part));
                let step = step.as_ref().map(|part| self.expression(part));
                self.add(Box::new(subscript::SliceNode { lower, upper, step }))
            }
            ExprKind::Tuple { elts, .. } => {
                if let Some(constant) = self.constant_tuple(elts) {
                    return Opd::Const(constant);
                }
                self.display(elts, DisplayKind::Tuple, span)
            }
            ExprKind::List { elts, .. } => self.display(elts, DisplayKind::List, span),
            ExprKind::Set { elts } => self.display(elts, DisplayKind::Set, span),
            ExprKind::Dict { keys, values } => {
                let entries = keys
                    .iter()
                    .zip(values)
                    .map(|(key, value)| (key.as_ref().map(|key| self.expression(key)), self.expression(value)))
                    .collect();
                let position = self.at(span);
                self.add(Box::new(DictNode { entries, position }))
            }
            ExprKind::IfExp { test, body, orelse } => {
                let then = self.expression(body);
                let otherwise = self.expression(orelse);
                self.choose(test, then, otherwise)
            }
            ExprKind::NamedExpr { target, value } => {
                let value = self.expression(value);
                let target = self.target(target);
                self.add(Box::new(Walrus { target, value }))
            }
            ExprKind::Lambda(lambda) => self.lambda(lambda, span),
            ExprKind::JoinedStr { values } => self.joined(values, span),
            ExprKind::FormattedValue { .. } => self.formatted(expression),
            ExprKind::ListComp(comprehension) => {
                self.element_comprehension(expression, comprehension, ComprehensionKind::List, span)
            }
            ExprKind::SetComp(comprehension) => {
                self.element_comprehension(expression, comprehension, ComprehensionKind::Set, span)
            }
            ExprKind::DictComp(comprehension) => {
                let parts = Parts {
                    id: comprehension.id,
                    element: &comprehension.key,
                    value: Some(&comprehension.value),
                    generators: &comprehension.generators,
                };
                self.comprehension(expression, &parts, ComprehensionKind::Dict, span)
            }
            ExprKind::GeneratorExp(comprehension) => self.make_generator(comprehension, span),
            // Only the annotation of `*args` has a star of its own.
            ExprKind::Starred { value, .. } => {
                let position = self.at(span);
                let inner = self.expression(value);
                self.add(Box::new(OnlyElement { inner, position }))
            }
            // Suspending expressions never come here: `suspend` takes them out first.
            ExprKind::Await { .. } | ExprKind::Yield { .. } | ExprKind::YieldFrom { .. } => {
                let position = self.at(span);
                let message = "an expression suspends where it cannot".to_owned();
                self.add(Box::new(super::statements::Unsupported { message, position }))
            }
        };
        Opd::Node(node)
    }

    fn binary(&mut self, left: &Expr, op: ast::Operator, right: &Expr, span: Span) -> Opd {
        // Long sums nest on the left; walk down without recursion.
        let mut spine = vec![(op, right, span)];
        let mut first = left;
        while let ExprKind::BinOp { left, op, right } = &first.kind {
            spine.push((*op, right, first.span));
            first = left;
        }
        let mut a = self.operand(first);
        for (op, right, span) in spine.into_iter().rev() {
            let b = self.operand(right);
            if let (Opd::Const(x), Opd::Const(y)) = (&a, &b)
                && let Some(value) = super::unit::fold(self.vm, binary_op(op), x, y)
            {
                a = Opd::Const(value);
                continue;
            }
            if let (Opd::Local(slot, position), Opd::Node(_)) = (&a, &b)
                && suspend::binds_name(right)
            {
                a = Opd::Node(self.add(Box::new(LocalNode(*slot, *position))));
            }
            let position = self.at(span);
            a = Opd::Node(self.add(arith::binary(binary_op(op), a, b, position)));
        }
        a
    }

    fn unary(&mut self, op: ast::UnaryOp, operand: &Expr, span: Span) -> Opd {
        let inner = self.operand(operand);
        if let Opd::Const(value) = &inner
            && let Some(folded) = super::unit::fold_unary(self.vm, op, value)
        {
            return Opd::Const(folded);
        }
        let operand = self.node_of(inner);
        let position = self.at(span);
        let node: Box<dyn crate::objects::frame::Node> = match op {
            ast::UnaryOp::Not => Box::new(boolean::Not(operand)),
            ast::UnaryOp::USub => Box::new(arith::Negate { operand, position }),
            ast::UnaryOp::UAdd => Box::new(arith::Unary { operand, function: ops::positive, position }),
            ast::UnaryOp::Invert => Box::new(arith::Unary { operand, function: ops::invert, position }),
        };
        Opd::Node(self.add(node))
    }

    pub fn node_of(&mut self, operand: Opd) -> NodeRef {
        match operand {
            Opd::Local(slot, position) => self.add(Box::new(LocalNode(slot, position))),
            Opd::Const(value) => self.constant_node(value),
            Opd::Node(node) => node,
        }
    }

    fn compare(&mut self, left: &Expr, ops: &[CmpOp], comparators: &[Expr], span: Span) -> NodeRef {
        if let ([op], [right]) = (ops, comparators) {
            match relation(*op) {
                Relation::Order(op) => {
                    let (a, b) = self.operand_pair(left, right);
                    let position = self.at(span);
                    return self.add(compare::compare(op, a, b, position));
                }
                Relation::Is(negated) => {
                    let (a, b) = self.operand_pair(left, right);
                    return self.add(compare::is(a, b, negated));
                }
                Relation::In(negated) => {
                    let item = self.operand(left);
                    let container = self.membership(right);
                    let position = self.at(span);
                    return self.add(Box::new(compare::In { item, container, negated, position }));
                }
            }
        }
        let first = self.operand(left);
        let rest = ops.iter().zip(comparators).map(|(op, right)| (link(*op), self.operand(right))).collect();
        let position = self.at(span);
        self.add(Box::new(compare::Chain { first, rest, position }))
    }

    /// The right side of `in`: a display of constants is built once.
    fn membership(&mut self, container: &Expr) -> NodeRef {
        match &container.kind {
            ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } => {
                if let Some(constant) = self.constant_tuple(elts) {
                    return self.constant_node(constant);
                }
            }
            ExprKind::Set { elts } => {
                if let Some(constant) = self.constant_tuple(elts)
                    && let Ok(set) = crate::objects::set::frozen_from_iterable(self.vm, &constant)
                {
                    return self.constant_node(set);
                }
            }
            _ => {}
        }
        self.expression(container)
    }

    /// A tuple whose items are all constants.
    fn constant_tuple(&mut self, elements: &[Expr]) -> Option<Value> {
        let mut items = Vec::with_capacity(elements.len());
        for element in elements {
            match &element.kind {
                ExprKind::Constant(constant) => items.push(self.constant(constant)),
                ExprKind::Tuple { elts, .. } => items.push(self.constant_tuple(elts)?),
                ExprKind::UnaryOp { op, operand } => {
                    let ExprKind::Constant(constant) = &operand.kind else { return None };
                    let value = self.constant(constant);
                    items.push(super::unit::fold_unary(self.vm, *op, &value)?);
                }
                _ => return None,
            }
        }
        Some(self.vm.new_tuple(items))
    }

    fn display(&mut self, elements: &[Expr], kind: DisplayKind, span: Span) -> NodeRef {
        let has_star = elements.iter().any(|element| matches!(element.kind, ExprKind::Starred { .. }));
        if elements.len() > 2
            && kind != DisplayKind::Tuple
            && let Some(constant) = self.constant_tuple(elements)
        {
            if kind == DisplayKind::List {
                let position = self.at(span);
                return self.add(Box::new(ConstantListNode(constant, position)));
            }
            let members = constant.get::<Tuple>().map(|items| items.items().to_vec()).unwrap_or_default();
            if let Ok(members) = crate::objects::set::constant_display(self.vm, members) {
                let position = self.at(span);
                let elements = vec![Element::Star(self.constant_node(members), position)];
                return self.add(Box::new(StarDisplay { elements, kind, position }));
            }
        }
        if !has_star && kind != DisplayKind::Set {
            let nodes = elements.iter().map(|element| self.expression(element)).collect();
            let position = self.at(span);
            return match kind {
                DisplayKind::Tuple => self.add(Box::new(TupleNode(nodes, position))),
                _ => self.add(Box::new(ListNode(nodes, position))),
            };
        }
        let elements = elements
            .iter()
            .map(|element| match &element.kind {
                ExprKind::Starred { value, .. } => {
                    let position = self.at(span);
                    Element::Star(self.expression(value), position)
                }
                _ => Element::Value(self.expression(element)),
            })
            .collect();
        let position = self.at(span);
        self.add(Box::new(StarDisplay { elements, kind, position }))
    }

    fn call(&mut self, func: &Expr, args: &[Expr], keywords: &[ast::Keyword], span: Span) -> NodeRef {
        let plain = keywords.is_empty() && !args.iter().any(|argument| matches!(argument.kind, ExprKind::Starred { .. }));
        if let ExprKind::Name { id, .. } = &func.kind
            && &**id == "super"
            && args.is_empty()
            && keywords.is_empty()
            && let Some(node) = self.zero_super(func, span)
        {
            return node;
        }
        if let ExprKind::Attribute { value, attr, .. } = &func.kind {
            let object = self.operand(value);
            let attribute_position = self.at(attribute_span(func.span, func.span, attr));
            let cache = attribute::MethodCache::new(self.mangled(attr), attribute_position);
            let position = self.at(attribute_span(span, func.span, attr));
            if plain {
                let arguments: Vec<Opd> = args.iter().map(|argument| self.operand(argument)).collect();
                let shared = arguments.iter().map(Opd::share).collect();
                let general = self.add(call::call_method(object, arguments, cache, position));
                return self.super_call(value, attr, shared, position, general).unwrap_or(general);
            }
            let object = self.node(object);
            let arguments = self.arguments(args);
            let keywords = self.keywords(keywords);
            let callee = call::Callee::Method { object, cache };
            return self.add(Box::new(call::CallGeneral { callee, arguments, keywords, position }));
        }
        if plain {
            let global = self.global(func);
            let callee = if global.is_some() { self.end } else { self.expression(func) };
            let position = self.at(span);
            let arguments = args.iter().map(|argument| self.operand(argument)).collect();
            return self.add(match global {
                Some(global) => call::call_plain(global, arguments, position),
                None => call::call_plain(callee, arguments, position),
            });
        }
        let callee = self.expression(func);
        let position = self.at(span);
        let arguments = self.arguments(args);
        let keywords = self.keywords(keywords);
        self.add(Box::new(call::CallGeneral { callee: call::Callee::Node(callee), arguments, keywords, position }))
    }

    /// The short cut for `super().attr(args)`, when `value` is `super()` in a method.
    fn super_call(
        &mut self,
        value: &Expr,
        attr: &ast::Name,
        arguments: Vec<Opd>,
        position: u32,
        general: NodeRef,
    ) -> Option<NodeRef> {
        let ExprKind::Call { func, args: none, keywords } = &value.kind else { return None };
        if !matches!(&func.kind, ExprKind::Name { id, .. } if &**id == "super") || !none.is_empty() || !keywords.is_empty() {
            return None;
        }
        let (class_cell, first) = self.super_parts()?;
        let node = super_::SuperCall {
            callee: self.expression(func),
            class_cell: class_cell?,
            first: first?,
            name: self.mangled(attr),
            arguments: arguments.into(),
            position,
            cache: super::cache::Cache::new(super_::Known::NONE),
            general,
        };
        Some(self.add(Box::new(node)))
    }

    /// The load of a name that is global (or built in) for sure.
    fn global(&mut self, func: &Expr) -> Option<super::names::LoadGlobal> {
        let ExprKind::Name { id, .. } = &func.kind else { return None };
        let mangled = self.unit.scopes.mangle(self.scope, id);
        match self.binding(&mangled) {
            Binding::GlobalExplicit | Binding::GlobalImplicit if &**id != "__debug__" && self.temporary_node(id).is_none() => {
                let name = self.vm.intern(&mangled);
                let position = self.at(func.span);
                Some(super::names::LoadGlobal::new(name, position))
            }
            _ => None,
        }
    }

    /// `super()` in a function: needs the class cell and the first parameter.
    fn zero_super(&mut self, func: &Expr, span: Span) -> Option<NodeRef> {
        let (class_cell, first) = self.super_parts()?;
        let callee = self.expression(func);
        let position = self.at(span);
        Some(self.add(Box::new(super_::ZeroSuper { callee, class_cell, first, position })))
    }

    /// The slots of the class cell and of the first parameter, in a function.
    fn super_parts(&self) -> Option<(Option<u32>, Option<super_::FirstParameter>)> {
        let info = self.info();
        if !matches!(info.kind, ScopeKind::Function | ScopeKind::Lambda | ScopeKind::GeneratorExpression) {
            return None;
        }
        let first = if info.argcount > 0 {
            match info.cell_params.iter().find(|pair| pair.0 == 0) {
                Some(&(_, cell)) => Some(super_::FirstParameter::Cell(self.cell_slot(cell))),
                None => Some(super_::FirstParameter::Slot(0)),
            }
        } else {
            None
        };
        let class_cell = match self.unit.scopes.lookup(self.frame, "__class__") {
            Binding::Free(free) | Binding::ClassFree(free) => Some(self.free_slot(free)),
            Binding::Cell(cell) => Some(self.cell_slot(cell)),
            _ => None,
        };
        Some((class_cell, first))
    }

    fn joined(&mut self, values: &[Expr], span: Span) -> NodeRef {
        let nodes = values.iter().map(|value| self.expression(value)).collect();
        let position = self.at(span);
        self.add(Box::new(JoinNode(nodes, position)))
    }

    fn formatted(&mut self, expression: &Expr) -> NodeRef {
        let ExprKind::FormattedValue { value, conversion, format_spec } = &expression.kind else {
            return self.constant_node(Value::NONE);
        };
        let value = self.expression(value);
        let spec = format_spec.as_ref().map(|spec| self.expression(spec));
        let position = self.at(expression.span);
        self.add(Box::new(FormatNode { value, conversion: *conversion, spec, position }))
    }

    // ---- functions ----

    /// Positional defaults, keyword-only defaults.
    fn default_nodes(&mut self, args: &ast::Arguments) -> (Vec<NodeRef>, Vec<(Value, NodeRef)>) {
        let defaults = args.defaults.iter().map(|value| self.expression(value)).collect();
        let keyword_defaults = args
            .kwonlyargs
            .iter()
            .zip(&args.kw_defaults)
            .filter_map(|(argument, value)| value.as_ref().map(|value| (self.mangled(&argument.arg), self.expression(value))))
            .collect();
        (defaults, keyword_defaults)
    }

    fn lambda(&mut self, lambda: &Rc<ast::Lambda>, span: Span) -> NodeRef {
        let Some(scope) = self.unit.scopes.of(lambda.id) else { return self.constant_node(Value::NONE) };
        let (defaults, keyword_defaults) = self.default_nodes(&lambda.args);
        let code = self.code(scope, What::Lambda(lambda.clone()), span.line);
        let closure = self.captures(scope);
        let position = self.at(span);
        self.add(Box::new(MakeFunction { code, defaults, keyword_defaults, annotations: Vec::new(), closure, position }))
    }

    /// The node that makes a function, decorators aside.
    pub fn function_value(&mut self, function: &Rc<ast::FunctionDef>, span: Span) -> NodeRef {
        if !function.type_params.is_empty() {
            return self.generic_function_call(function, span);
        }
        let (defaults, keyword_defaults) = self.default_nodes(&function.args);
        self.plain_function(function, span, defaults, keyword_defaults)
    }

    pub fn default_parts(&mut self, args: &ast::Arguments) -> (Vec<NodeRef>, Vec<(Value, NodeRef)>) {
        self.default_nodes(args)
    }

    pub fn plain_function(
        &mut self,
        function: &Rc<ast::FunctionDef>,
        span: Span,
        defaults: Vec<NodeRef>,
        keyword_defaults: Vec<(Value, NodeRef)>,
    ) -> NodeRef {
        let Some(scope) = self.unit.scopes.of(function.id) else { return self.constant_node(Value::NONE) };
        let args = &function.args;
        let all = args
            .posonlyargs
            .iter()
            .chain(&args.args)
            .chain(args.vararg.as_deref())
            .chain(&args.kwonlyargs)
            .chain(args.kwarg.as_deref());
        let mut annotations: Vec<(Value, NodeRef)> = Vec::new();
        for argument in all {
            if let Some(annotation) = &argument.annotation {
                let name = self.mangled(&argument.arg);
                // `*args: *Ts` is the unpacked form.
                let node = self.annotation(annotation);
                annotations.push((name, node));
            }
        }
        if let Some(returns) = &function.returns {
            let node = self.annotation(returns);
            annotations.push((self.vm.intern("return"), node));
        }
        let first_line = function.decorator_list.first().map_or(span.line, |decorator| decorator.span.line);
        let code = self.code(scope, What::Function(function.clone()), first_line);
        let closure = self.captures(scope);
        let position = self.at(span);
        self.add(Box::new(MakeFunction { code, defaults, keyword_defaults, annotations, closure, position }))
    }

    /// The node that makes a class, decorators aside.
    pub fn class_value(&mut self, class: &Rc<ast::ClassDef>, span: Span) -> NodeRef {
        if class.type_params.is_empty() {
            return self.plain_class(class, span);
        }
        self.generic_class_call(class, span)
    }

    // ---- comprehensions ----

    fn element_comprehension(
        &mut self,
        expression: &Expr,
        comprehension: &ast::ElementComp,
        kind: ComprehensionKind,
        span: Span,
    ) -> NodeRef {
        let parts =
            Parts { id: comprehension.id, element: &comprehension.elt, value: None, generators: &comprehension.generators };
        self.comprehension(expression, &parts, kind, span)
    }

    fn comprehension(&mut self, expression: &Expr, parts: &Parts<'_>, kind: ComprehensionKind, span: Span) -> NodeRef {
        let Some(scope) = self.unit.scopes.of(parts.id) else { return self.constant_node(Value::NONE) };
        let Some(outermost) = parts.generators.first() else { return self.constant_node(Value::NONE) };
        if self.unit.scopes.scope(scope).kind != (ScopeKind::Comprehension { inlined: true }) {
            // In an annotation scope of a class it is a function of one argument.
            let first = self.expression(&outermost.iter);
            let code = self.code(scope, What::Comprehension(Rc::new(expression.clone())), span.line);
            let closure = self.captures(scope);
            let position = self.at(span);
            let function = self.add(Box::new(MakeFunction {
                code,
                defaults: Vec::new(),
                keyword_defaults: Vec::new(),
                annotations: Vec::new(),
                closure,
                position,
            }));
            let iterator = self.add(Box::new(suspend::IterNode { iterable: first, position: 0 }));
            let position = self.at(span);
            return self.add(call::call_plain(function, vec![Opd::Node(iterator)], position));
        }
        let first = self.expression(&outermost.iter);
        let mark = self.mark();
        let (result, first_slot) = (self.temp(), self.temp());
        let (own_slots, own_cells) = self.own_variables(scope);
        let outer = std::mem::replace(&mut self.scope, scope);
        let end = self.end;
        let collect = self.collect(parts, kind, result, span, end);
        let loops = self.comprehension_loops(parts.generators, Some(first_slot), collect);
        self.scope = outer;
        self.release(mark);
        self.add(Box::new(ComprehensionNode { result, kind, first, first_slot, own_slots, own_cells, loops }))
    }

    /// Slots and cell slots of a comprehension's own variables.
    pub fn own_variables(&self, scope: crate::resolve::ScopeId) -> (Vec<u32>, Vec<u32>) {
        let (mut slots, mut cells) = (Vec::new(), Vec::new());
        for binding in &self.unit.scopes.scope(scope).own_variables {
            match binding {
                Binding::Local(slot) => slots.push(*slot),
                Binding::Cell(cell) => cells.push(self.cell_slot(*cell)),
                _ => {}
            }
        }
        (slots, cells)
    }

    pub fn collect(&mut self, parts: &Parts<'_>, kind: ComprehensionKind, result: u32, span: Span, next: NodeRef) -> NodeRef {
        let element = self.expression(parts.element);
        let value = parts.value.map(|value| self.expression(value));
        let position = self.at(span);
        self.add(Box::new(Collect { result, kind, element, value, position, next }))
    }

    /// The loops of a comprehension around `inside`, none of which suspend.
    /// The outermost iterable lies in `first_slot` when it was evaluated before.
    pub fn comprehension_loops(
        &mut self,
        generators: &[ast::Comprehension],
        first_slot: Option<u32>,
        inside: NodeRef,
    ) -> NodeRef {
        let mut chain = inside;
        for (index, generator) in generators.iter().enumerate().rev() {
            let end = self.end;
            for condition in generator.ifs.iter().rev() {
                chain = self.branch(condition, chain, end);
            }
            chain = match first_slot {
                Some(slot) if index == 0 => {
                    let iterable = self.add(Box::new(super::operand::TakeNode(slot)));
                    let target = self.target(&generator.target);
                    let position = self.at(generator.iter.span);
                    self.add(Box::new(super::control::For { target, iterable, body: chain, otherwise: end, next: end, position }))
                }
                _ => self.loop_over(&generator.target, &generator.iter, chain, end, end),
            };
        }
        chain
    }

    /// The body of a comprehension that is a function of its own.
    pub fn comprehension_function(&mut self, expression: &Expr) -> NodeRef {
        let (parts, kind) = match &expression.kind {
            ExprKind::ListComp(c) => {
                (Parts { id: c.id, element: &c.elt, value: None, generators: &c.generators }, ComprehensionKind::List)
            }
            ExprKind::SetComp(c) => {
                (Parts { id: c.id, element: &c.elt, value: None, generators: &c.generators }, ComprehensionKind::Set)
            }
            ExprKind::DictComp(c) => {
                (Parts { id: c.id, element: &c.key, value: Some(&c.value), generators: &c.generators }, ComprehensionKind::Dict)
            }
            _ => return self.constant_node(Value::NONE),
        };
        let result = self.temp();
        let first_slot = 0;
        let first = self.add(Box::new(super::operand::TakeNode(first_slot)));
        let end = self.end;
        let collect = self.collect(&parts, kind, result, expression.span, end);
        let loops = self.comprehension_loops(parts.generators, Some(first_slot), collect);
        self.add(Box::new(ComprehensionNode {
            result,
            kind,
            first,
            first_slot,
            own_slots: Vec::new(),
            own_cells: Vec::new(),
            loops,
        }))
    }

    /// `(x for x in y)`: a generator function called with the outermost iterator.
    fn make_generator(&mut self, comprehension: &Rc<ast::ElementComp>, span: Span) -> NodeRef {
        let Some(scope) = self.unit.scopes.of(comprehension.id) else { return self.constant_node(Value::NONE) };
        let Some(outermost) = comprehension.generators.first() else { return self.constant_node(Value::NONE) };
        let iterable = self.expression(&outermost.iter);
        let position = self.at(outermost.iter.span);
        let iterator: NodeRef = if outermost.is_async {
            self.add(Box::new(suspend::AsyncIterNode { iterable, position }))
        } else {
            self.add(Box::new(suspend::IterNode { iterable, position }))
        };
        let code = self.code(scope, What::GeneratorExpression(comprehension.clone()), span.line);
        let closure = self.captures(scope);
        let position = self.at(span);
        let function = self.add(Box::new(MakeFunction {
            code,
            defaults: Vec::new(),
            keyword_defaults: Vec::new(),
            annotations: Vec::new(),
            closure,
            position,
        }));
        let position = self.at(span);
        self.add(call::call_plain(function, vec![Opd::Node(iterator)], position))
    }
}

/// The parts that all comprehensions have.
pub struct Parts<'a> {
    pub id: ast::NodeId,
    pub element: &'a Expr,
    pub value: Option<&'a Expr>,
    pub generators: &'a [ast::Comprehension],
}

/// A slice's bounds, left out or not.
type Bounds<'a> = (Option<&'a Expr>, Option<&'a Expr>);

/// The bounds of a slice without a step.
fn plain_cut(slice: &Expr) -> Option<Bounds<'_>> {
    match &slice.kind {
        ExprKind::Slice { lower, upper, step: None } => Some((lower.as_deref(), upper.as_deref())),
        _ => None,
    }
}

/// Where CPython says that an attribute access or method call is: when the
/// object starts on an earlier line, from the attribute's name on.
pub fn attribute_span(whole: Span, attribute: Span, name: &str) -> Span {
    if whole.line == attribute.end_line {
        return whole;
    }
    let column = attribute.end_column.saturating_sub(name.len() as u32);
    Span { line: attribute.end_line, column, end_column: whole.end_column.max(column), ..whole }
}

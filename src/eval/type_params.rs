//! Type parameters (PEP 695, PEP 696): generic functions and classes, `type`
//! statements.
//!
//! Each parameter list is a block of its own that runs at once: it makes the
//! parameters, binds their names and returns what was being defined. Bounds,
//! defaults and alias values become functions that are called on first use.

use super::call::Argument;
use super::function::MakeFunction;
use super::generator::StoreSlot;
use super::lower::Lowerer;
use super::operand::CopyNode;
use super::target::{Assign, Target};
use super::unit::What;
use crate::memory::{Handle, PyResult, Value};
use crate::objects::call::CallArgs;
use crate::objects::code::PyCode;
use crate::objects::frame::{Frame, Node, NodeRef};
use crate::objects::function::PyFunction;
use crate::objects::type_params;
use std::rc::Rc;
use taipan_grammar::ast::{self, Expr, ExprKind, NodeId, Span, TypeParamKind};

/// Makes one type parameter.
struct MakeTypeParam {
    kind: TypeParamKind,
    name: Value,
    /// The function of the bound, and whether it gives constraints.
    bound: Option<(NodeRef, bool)>,
    default: Option<NodeRef>,
}

impl Node for MakeTypeParam {
    fn eval(&self, frame: &Frame) -> PyResult {
        let vm = frame.vm;
        let parameter = match self.kind {
            TypeParamKind::TypeVar => {
                let (bound, constraints) = match &self.bound {
                    Some((node, true)) => (None, Some(node.eval(frame)?)),
                    Some((node, false)) => (Some(node.eval(frame)?), None),
                    None => (None, None),
                };
                type_params::new_type_var(vm, self.name.clone(), bound, constraints)
            }
            TypeParamKind::ParamSpec => type_params::new_param_spec(vm, self.name.clone()),
            TypeParamKind::TypeVarTuple => type_params::new_type_var_tuple(vm, self.name.clone()),
        };
        if let Some(default) = &self.default {
            type_params::set_default(&parameter, default.eval(frame)?);
        }
        Ok(parameter)
    }
}

/// Runs a parameter list's block and completes the function it returns.
struct CallTypeParams {
    code: Handle<PyCode>,
    closure: Vec<u32>,
    defaults: Vec<NodeRef>,
    keyword_defaults: Vec<(Value, NodeRef)>,
    position: u32,
}

impl Node for CallTypeParams {
    fn eval(&self, frame: &Frame) -> PyResult {
        let vm = frame.vm;
        let mut defaults = Vec::with_capacity(self.defaults.len());
        for node in &self.defaults {
            defaults.push(node.eval(frame)?);
        }
        let keyword_defaults = vm.new_dict();
        for (name, node) in &self.keyword_defaults {
            let value = node.eval(frame)?;
            crate::objects::dict::set_item(vm, &keyword_defaults, name, value)?;
        }
        let block = super::function::new_function(frame, &self.code, &self.closure);
        frame.at(self.position);
        let made = super::run::call_function(vm, block.value(), CallArgs::EMPTY)?;
        if let Some(function) = made.get::<PyFunction>() {
            if !defaults.is_empty() {
                drop(function.defaults.replace(vm.new_tuple(defaults)));
            }
            if !self.keyword_defaults.is_empty() {
                drop(function.keyword_defaults.replace(keyword_defaults));
            }
        }
        Ok(made)
    }
}

/// Gives a function its type parameters.
struct SetTypeParams {
    function: NodeRef,
    parameters: NodeRef,
}

impl Node for SetTypeParams {
    fn eval(&self, frame: &Frame) -> PyResult {
        let function = self.function.eval(frame)?;
        let parameters = self.parameters.eval(frame)?;
        if let Some(payload) = function.get::<PyFunction>() {
            drop(payload.type_params.replace(parameters));
        }
        Ok(function)
    }
}

/// `Generic[T, …]`, the last base of a generic class.
struct GenericBase {
    parameters: NodeRef,
    position: u32,
}

impl Node for GenericBase {
    fn eval(&self, frame: &Frame) -> PyResult {
        let parameters = self.parameters.eval(frame)?;
        frame.at(self.position);
        type_params::subscript_generic(frame.vm, &parameters)
    }
}

/// Makes a `type` alias.
struct MakeAlias {
    name: Value,
    parameters: Option<NodeRef>,
    value: NodeRef,
}

impl Node for MakeAlias {
    fn eval(&self, frame: &Frame) -> PyResult {
        let parameters = match &self.parameters {
            Some(node) => node.eval(frame)?,
            None => Value::NONE,
        };
        let thunk = self.value.eval(frame)?;
        Ok(type_params::new_type_alias(frame.vm, self.name.clone(), parameters, thunk))
    }
}

impl Lowerer<'_> {
    /// The function that computes an expression later.
    fn thunk(&mut self, id: NodeId, expression: &Rc<Expr>) -> NodeRef {
        let Some(scope) = self.unit.scopes.of(id) else { return self.constant_node(Value::NONE) };
        let code = self.code(scope, What::Expression(expression.clone()), expression.span.line);
        let closure = self.captures(scope);
        let position = self.at(expression.span);
        self.add(Box::new(MakeFunction {
            code,
            defaults: Vec::new(),
            keyword_defaults: Vec::new(),
            annotations: Vec::new(),
            closure,
            position,
        }))
    }

    /// Makes the parameters, binds their names and leaves their tuple in a
    /// slot; then `next`.
    fn make_type_params(&mut self, parameters: &[ast::TypeParam], slot: u32, next: NodeRef) -> NodeRef {
        let slots: Vec<u32> = parameters.iter().map(|_| self.temp()).collect();
        let items = slots.iter().map(|&slot| self.add(Box::new(CopyNode(slot)))).collect();
        let tuple = self.add(Box::new(super::display::TupleNode(items, 0)));
        let mut chain = self.add(Box::new(StoreSlot { slot, value: tuple, next }));
        for (parameter, &own) in parameters.iter().zip(&slots).rev() {
            let copy = self.add(Box::new(CopyNode(own)));
            let target = self.variable_target(&parameter.name);
            chain = self.add(Box::new(Assign { targets: vec![target], value: copy, next: chain }));
            let bound = parameter.bound.as_ref().map(|bound| {
                let is_constraints = matches!(bound.kind, ExprKind::Tuple { .. });
                (self.thunk(parameter.id, bound), is_constraints)
            });
            let default = parameter.default_value.as_ref().map(|value| self.thunk(parameter.default_id, value));
            let name = self.vm.intern(&parameter.name);
            let value = self.add(Box::new(MakeTypeParam { kind: parameter.kind, name, bound, default }));
            chain = self.add(Box::new(StoreSlot { slot: own, value, next: chain }));
        }
        chain
    }

    pub fn generic_function(&mut self, function: &Rc<ast::FunctionDef>) -> NodeRef {
        let slot = self.temp();
        let span = self.unit.class_line(self.frame);
        let span = Span { line: span, ..Span::default() };
        let made = self.plain_function(function, span, Vec::new(), Vec::new());
        let parameters = self.add(Box::new(CopyNode(slot)));
        let last = self.add(Box::new(SetTypeParams { function: made, parameters }));
        self.make_type_params(&function.type_params, slot, last)
    }

    pub fn generic_class(&mut self, class: &Rc<ast::ClassDef>) -> NodeRef {
        let slot = self.temp();
        let line = self.unit.class_line(self.frame);
        let span = Span { line, ..Span::default() };
        let parameters = self.add(Box::new(CopyNode(slot)));
        let position = self.at(span);
        let base = self.add(Box::new(GenericBase { parameters, position }));
        let made = self.class_with(class, span, vec![Argument::Value(base)]);
        // The class body reads the parameters through a cell.
        let name: ast::Name = ".type_params".into();
        let target: Target = self.variable_target(&name);
        let copy = self.add(Box::new(CopyNode(slot)));
        let last = self.add(Box::new(Assign { targets: vec![target], value: copy, next: made }));
        self.make_type_params(&class.type_params, slot, last)
    }

    pub fn generic_alias(&mut self, alias: &Rc<ast::TypeAlias>) -> NodeRef {
        let slot = self.temp();
        let parameters = Some(self.add(Box::new(CopyNode(slot))));
        let last = self.alias_value(alias, parameters);
        self.make_type_params(&alias.type_params, slot, last)
    }

    fn alias_value(&mut self, alias: &Rc<ast::TypeAlias>, parameters: Option<NodeRef>) -> NodeRef {
        let name = match &alias.name.kind {
            ExprKind::Name { id, .. } => self.vm.intern(id),
            _ => Value::NONE,
        };
        let value = self.thunk(alias.id, &Rc::new(alias.value.clone()));
        self.add(Box::new(MakeAlias { name, parameters, value }))
    }

    fn call_type_params(&mut self, id: NodeId, what: What, span: Span) -> Option<CallTypeParams> {
        let scope = self.unit.scopes.of(id)?;
        let code = self.code(scope, what, span.line);
        self.unit.note_line(scope, span.line);
        let closure = self.captures(scope);
        let position = self.at(span);
        Some(CallTypeParams { code, closure, defaults: Vec::new(), keyword_defaults: Vec::new(), position })
    }

    pub fn generic_function_call(&mut self, function: &Rc<ast::FunctionDef>, span: Span) -> NodeRef {
        let (defaults, keyword_defaults) = self.default_parts(&function.args);
        let what = What::TypeParamsOfFunction(function.clone());
        match self.call_type_params(function.type_params_id, what, span) {
            Some(call) => self.add(Box::new(CallTypeParams { defaults, keyword_defaults, ..call })),
            None => self.constant_node(Value::NONE),
        }
    }

    pub fn generic_class_call(&mut self, class: &Rc<ast::ClassDef>, span: Span) -> NodeRef {
        match self.call_type_params(class.type_params_id, What::TypeParamsOfClass(class.clone()), span) {
            Some(call) => self.add(Box::new(call)),
            None => self.constant_node(Value::NONE),
        }
    }

    pub fn type_alias(&mut self, alias: &Rc<ast::TypeAlias>, span: Span, next: NodeRef) -> NodeRef {
        let value = if alias.type_params.is_empty() {
            self.alias_value(alias, None)
        } else {
            match self.call_type_params(alias.type_params_id, What::TypeParamsOfAlias(alias.clone()), span) {
                Some(call) => self.add(Box::new(call)),
                None => self.constant_node(Value::NONE),
            }
        };
        let target = self.target(&alias.name);
        self.add(Box::new(Assign { targets: vec![target], value, next }))
    }
}

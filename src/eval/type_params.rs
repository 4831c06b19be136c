//! Type parameters (PEP 695): generic functions and classes, `type` statements.

use super::lower::Lowerer;
use super::statements::Unsupported;
use crate::objects::frame::NodeRef;
use std::rc::Rc;
use taipan_grammar::ast::{self, Span};

impl Lowerer<'_> {
    fn no_type_params(&mut self, span: Span) -> NodeRef {
        let position = self.at(span);
        self.add(Box::new(Unsupported { message: "type parameters are not supported yet".to_owned(), position }))
    }

    pub fn generic_function(&mut self, _function: &Rc<ast::FunctionDef>) -> NodeRef {
        self.no_type_params(Span::default())
    }

    pub fn generic_class(&mut self, _class: &Rc<ast::ClassDef>) -> NodeRef {
        self.no_type_params(Span::default())
    }

    pub fn generic_alias(&mut self, _alias: &Rc<ast::TypeAlias>) -> NodeRef {
        self.no_type_params(Span::default())
    }

    pub fn generic_function_call(&mut self, _function: &Rc<ast::FunctionDef>, span: Span) -> NodeRef {
        self.no_type_params(span)
    }

    pub fn generic_class_call(&mut self, _class: &Rc<ast::ClassDef>, span: Span) -> NodeRef {
        self.no_type_params(span)
    }

    pub fn type_alias(&mut self, _alias: &Rc<ast::TypeAlias>, span: Span, _next: NodeRef) -> NodeRef {
        self.no_type_params(span)
    }
}

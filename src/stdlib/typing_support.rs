//! `_typing`: the native classes behind `typing`: type variables, aliases, `Generic`.

use super::ModuleSpec;
use crate::memory::{Handle, PyResult};
use crate::objects::dict::PyDict;
use crate::objects::module::PyModule;
use crate::objects::type_params;
use crate::objects::vm::Vm;

pub const MODULE: ModuleSpec =
    ModuleSpec { name: "_typing", doc: "Native parts of the typing module.", setup: Some(setup), ..ModuleSpec::EMPTY };

fn setup(vm: &Vm, module: &Handle<PyModule>) -> PyResult<()> {
    let types = &vm.types;
    let classes = [
        ("TypeVar", &types.type_var),
        ("TypeVarTuple", &types.type_var_tuple),
        ("ParamSpec", &types.param_spec),
        ("ParamSpecArgs", &types.param_spec_args),
        ("ParamSpecKwargs", &types.param_spec_kwargs),
        ("TypeAliasType", &types.type_alias),
        ("Generic", &types.generic),
    ];
    let namespace = module.dict();
    if let Some(namespace) = namespace.get::<PyDict>() {
        for (name, class) in classes {
            namespace.set_interned(vm.intern(name), class.to_value());
        }
        namespace.set_interned(vm.intern("NoDefault"), type_params::no_default(vm));
    }
    Ok(())
}

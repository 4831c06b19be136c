//! The language as an ordered grammar with the mistakes that have words of their own.
//!
//! The notation: a rule is a name and its alternatives, tried in order. `'x'` is a token, `"x"` a
//! soft keyword, capitals are token classes, `&x` and `!x` look ahead, `~` forbids later
//! alternatives, `&&'x'` insists, `s.x+` is a list with separators, `[x]` is optional, `a=x` binds.
//! An alternative that is only a rule with a name in `bad_` is only tried when an error is
//! being searched.
//! What follows `->` is the node's kind, or after `=>` the error:
//! `a "…"` at `a`, `a..b "…"` from `a` to `b`, `a.. "…"` from `a` to the last token read, `last "…"`
//! at the last token read, `next "…"` at the next token, `block a "…"` an IndentationError that
//! names the line of `a`. In a text `%a` stands for what kind of expression `a` is. A word followed
//! by names is a check of its own in `mod.rs`.
//!
//! The order of alternatives is what decides between two applicable messages.

pub(super) const RULES: &str = r##"
file: | [statements] ENDMARKER
interactive: | compound_stmt (NEWLINE | ENDMARKER) | simple_stmts | NEWLINE | ENDMARKER
eval: | expressions NEWLINE* ENDMARKER

statements: | statement+
statement: | compound_stmt | simple_stmts
simple_stmts: | simple_stmt !';' NEWLINE | ';'.simple_stmt+ [';'] NEWLINE
simple_stmt:
  | assignment
  | &"type" type_alias
  | star_expressions
  | &'return' return_stmt
  | &('import' | 'from') import_stmt
  | &'raise' raise_stmt
  | 'pass'
  | &'del' del_stmt
  | &'yield' yield_expr
  | &'assert' assert_stmt
  | 'break'
  | 'continue'
  | &'global' global_stmt
  | &'nonlocal' nonlocal_stmt
compound_stmt:
  | &('def' | '@' | 'async') function_def
  | &'if' if_stmt
  | &('class' | '@') class_def
  | &('with' | 'async') with_stmt
  | &('for' | 'async') for_stmt
  | &'try' try_stmt
  | &'while' while_stmt
  | match_stmt

assignment:
  | NAME ':' expression ['=' annotated_rhs]
  | ('(' single_target ')' | single_subscript_attribute_target) ':' expression ['=' annotated_rhs]
  | (star_targets '=')+ annotated_rhs !'='
  | single_target augassign ~ annotated_rhs
  | bad_assignment
annotated_rhs: | yield_expr | star_expressions
augassign: | AUGASSIGN

return_stmt: | 'return' [star_expressions]
raise_stmt: | 'raise' expression ['from' expression] | 'raise'
global_stmt: | 'global' ','.NAME+
nonlocal_stmt: | 'nonlocal' ','.NAME+
del_stmt: | 'del' del_targets &(';' | NEWLINE) | bad_del_stmt
assert_stmt: | 'assert' expression [',' expression]
import_stmt: | bad_import | import_name | import_from
import_name: | 'import' dotted_as_names
import_from:
  | 'from' ('.' | '...')* dotted_name 'import' import_from_targets
  | 'from' ('.' | '...')+ 'import' import_from_targets
import_from_targets:
  | '(' import_from_as_names [','] ')'
  | import_from_as_names !','
  | '*'
  | bad_import_from_targets
import_from_as_names: | ','.import_from_as_name+
import_from_as_name: | NAME ['as' NAME]
dotted_as_names: | ','.dotted_as_name+
dotted_as_name: | dotted_name ['as' NAME]
dotted_name: | NAME ('.' NAME)*

block: | NEWLINE INDENT statements DEDENT | simple_stmts | bad_block
decorators: | ('@' named_expression NEWLINE)+
class_def: | decorators class_def_raw | class_def_raw
class_def_raw:
  | bad_class_def_raw
  | 'class' NAME [type_params] ['(' [arguments] ')'] ':' block
function_def: | decorators function_def_raw | function_def_raw
function_def_raw:
  | bad_def_raw
  | 'def' NAME [type_params] &&'(' [params] ')' ['->' expression] &&':' block
  | 'async' 'def' NAME [type_params] &&'(' [params] ')' ['->' expression] &&':' block

params: | bad_parameters | parameters
parameters:
  | slash_no_default param_no_default* param_with_default* [star_etc]
  | slash_with_default param_with_default* [star_etc]
  | param_no_default+ param_with_default* [star_etc]
  | param_with_default+ [star_etc]
  | star_etc
slash_no_default: | param_no_default+ '/' ',' | param_no_default+ '/' &')'
slash_with_default:
  | param_no_default* param_with_default+ '/' ','
  | param_no_default* param_with_default+ '/' &')'
star_etc:
  | bad_star_etc
  | '*' param_no_default param_maybe_default* [kwds]
  | '*' param_no_default_star_annotation param_maybe_default* [kwds]
  | '*' ',' param_maybe_default+ [kwds]
  | kwds
kwds: | bad_kwds | '**' param_no_default
param_no_default: | a=param ',' | a=param &')'
param_no_default_star_annotation: | NAME ':' star_expression ',' | NAME ':' star_expression &')'
param_with_default: | param default ',' | param default &')'
param_maybe_default: | param [default] ',' | param [default] &')'
param: | NAME [annotation]
annotation: | ':' expression
default: | '=' expression | bad_default

if_stmt:
  | bad_if_stmt
  | 'if' named_expression ':' block elif_stmt
  | 'if' named_expression ':' block [else_block]
elif_stmt:
  | bad_elif_stmt
  | 'elif' named_expression ':' block elif_stmt
  | 'elif' named_expression ':' block [else_block]
else_block: | bad_else_stmt | 'else' &&':' block
while_stmt: | bad_while_stmt | 'while' named_expression ':' block [else_block]
for_stmt:
  | bad_for_stmt
  | 'for' star_targets 'in' ~ star_expressions ':' block [else_block]
  | 'async' 'for' star_targets 'in' ~ star_expressions ':' block [else_block]
  | bad_for_target
with_stmt:
  | bad_with_stmt_indent
  | 'with' '(' ','.with_item+ [','] ')' ':' block
  | 'with' ','.with_item+ ':' block
  | 'async' 'with' '(' ','.with_item+ [','] ')' ':' block
  | 'async' 'with' ','.with_item+ ':' block
  | bad_with_stmt
with_item: | expression 'as' star_target &(',' | ')' | ':') | bad_with_item | expression
try_stmt:
  | bad_try_stmt
  | 'try' &&':' block finally_block
  | 'try' &&':' block except_block+ [else_block] [finally_block]
  | 'try' &&':' block except_star_block+ [else_block] [finally_block]
except_block:
  | bad_except_stmt_indent
  | 'except' expression ['as' NAME] ':' block
  | 'except' ':' block
  | bad_except_stmt
except_star_block:
  | bad_except_star_stmt_indent
  | 'except' '*' expression ['as' NAME] ':' block
  | bad_except_stmt
finally_block: | bad_finally_stmt | 'finally' &&':' block

match_stmt: | "match" subject_expr ':' NEWLINE INDENT case_block+ DEDENT | bad_match_stmt
subject_expr: | star_named_expression ',' [star_named_expressions] | named_expression
case_block: | bad_case_block | "case" patterns [guard] ':' block
guard: | 'if' named_expression
patterns: | open_sequence_pattern | pattern
pattern: | as_pattern | or_pattern
as_pattern: | or_pattern 'as' pattern_capture_target | bad_as_pattern
or_pattern: | '|'.closed_pattern+
closed_pattern:
  | literal_pattern
  | capture_pattern
  | "_"
  | value_pattern
  | '(' pattern ')'
  | sequence_pattern
  | mapping_pattern
  | class_pattern
literal_pattern:
  | signed_number !('+' | '-')
  | complex_number
  | strings
  | 'None'
  | 'True'
  | 'False'
complex_number: | signed_real '+' imaginary | signed_real '-' imaginary
signed_number: | NUMBER | '-' NUMBER
signed_real: | real | '-' real
real: | a=NUMBER => real a
imaginary: | a=NUMBER => imaginary a
capture_pattern: | pattern_capture_target
pattern_capture_target: | !"_" NAME !('.' | '(' | '=')
value_pattern: | attr !('.' | '(' | '=')
attr: | NAME ('.' NAME)+
name_or_attr: | NAME ('.' NAME)*
sequence_pattern: | '[' [maybe_sequence_pattern] ']' | '(' [open_sequence_pattern] ')'
open_sequence_pattern: | maybe_star_pattern ',' [maybe_sequence_pattern]
maybe_sequence_pattern: | ','.maybe_star_pattern+ [',']
maybe_star_pattern: | star_pattern | pattern
star_pattern: | '*' pattern_capture_target | '*' "_"
mapping_pattern:
  | '{' '}'
  | '{' double_star_pattern [','] '}'
  | '{' items_pattern ',' double_star_pattern [','] '}'
  | '{' items_pattern [','] '}'
items_pattern: | ','.key_value_pattern+
key_value_pattern: | (literal_key | attr) ':' pattern
literal_key:
  | signed_number !('+' | '-')
  | complex_number
  | strings
  | 'None'
  | 'True'
  | 'False'
double_star_pattern: | '**' pattern_capture_target
class_pattern:
  | name_or_attr '(' ')'
  | name_or_attr '(' positional_patterns [','] ')'
  | name_or_attr '(' keyword_patterns [','] ')'
  | name_or_attr '(' positional_patterns ',' keyword_patterns [','] ')'
  | bad_class_pattern
positional_patterns: | ','.pattern+
keyword_patterns: | ','.keyword_pattern+
keyword_pattern: | NAME '=' pattern

type_alias: | "type" NAME [type_params] '=' expression
type_params: | bad_type_params | '[' type_param_seq ']'
type_param_seq: | ','.type_param+ [',']
type_param:
  | NAME [':' expression] ['=' expression]
  | bad_type_param
  | '*' NAME ['=' star_expression]
  | '**' NAME ['=' expression]

expressions:
  | expression (',' expression)+ [','] -> Tuple
  | expression ',' -> Tuple
  | expression
expression:
  | bad_expression
  | bad_legacy_expression
  | disjunction 'if' disjunction 'else' expression -> IfExp
  | disjunction
  | lambdef
yield_expr: | 'yield' 'from' expression -> Yield | 'yield' [star_expressions] -> Yield
star_expressions:
  | a=star_expression b=(',' star_expression)+ [','] -> Tuple
  | a=star_expression ',' -> Tuple
  | star_expression
star_expression: | '*' a=bitwise_or -> Starred | expression
star_named_expressions: | ','.star_named_expression+ [',']
star_named_expression: | '*' a=bitwise_or -> Starred | named_expression
assignment_expression: | NAME ':=' ~ expression -> NamedExpr
named_expression: | assignment_expression | bad_named_expression | expression !':='
disjunction: | conjunction ('or' conjunction)+ -> BoolOp | conjunction
conjunction: | inversion ('and' inversion)+ -> BoolOp | inversion
inversion: | 'not' inversion -> UnaryOp | comparison
comparison: | a=bitwise_or b=compare_op_pair+ -> Compare | bitwise_or
compare_op_pair:
  | '==' bitwise_or
  | '!=' bitwise_or
  | '<=' bitwise_or
  | '<' bitwise_or
  | '>=' bitwise_or
  | '>' bitwise_or
  | 'not' 'in' bitwise_or
  | a='in' bitwise_or -> In
  | 'is' 'not' bitwise_or
  | 'is' bitwise_or
bitwise_or: | bitwise_xor ('|' bitwise_xor)+ -> BinOp | bitwise_xor
bitwise_xor: | bitwise_and ('^' bitwise_and)+ -> BinOp | bitwise_and
bitwise_and: | shift_expr ('&' shift_expr)+ -> BinOp | shift_expr
shift_expr: | sum (('<<' | '>>') sum)+ -> BinOp | sum
sum: | bad_arithmetic | term (('+' | '-') term)+ -> BinOp | term
term: | bad_factor | factor (('*' | '/' | '//' | '%' | '@') factor)+ -> BinOp | factor
factor: | '+' factor -> UnaryOp | '-' factor -> UnaryOp | '~' factor -> UnaryOp | power
power: | await_primary '**' factor -> BinOp | await_primary
await_primary: | 'await' primary -> Await | primary
primary: | CHAIN
trailer:
  | '.' NAME -> Attribute
  | genexp -> Call
  | '(' [arguments] ')' -> Call
  | '[' slices ']' -> Subscript
slices: | slice !',' | ','.(slice | starred_expression)+ [',']
slice: | [expression] ':' [expression] [':' [expression]] | named_expression
atom:
  | NAME
  | 'True'
  | 'False'
  | 'None'
  | &(STRING | FSTRING_START) strings
  | a=NUMBER => number a
  | &'(' (tuple | group | genexp)
  | &'[' (list | listcomp)
  | &'{' (dict | set | dictcomp | setcomp)
  | '...' -> Ellipsis
group: | '(' a=(yield_expr | named_expression) ')' => same a | bad_group
lambdef: | 'lambda' [lambda_params] ':' expression -> Lambda
lambda_params: | bad_lambda_parameters | lambda_parameters
lambda_parameters:
  | lambda_slash_no_default lambda_param_no_default* lambda_param_with_default* [lambda_star_etc]
  | lambda_slash_with_default lambda_param_with_default* [lambda_star_etc]
  | lambda_param_no_default+ lambda_param_with_default* [lambda_star_etc]
  | lambda_param_with_default+ [lambda_star_etc]
  | lambda_star_etc
lambda_slash_no_default: | lambda_param_no_default+ '/' ',' | lambda_param_no_default+ '/' &':'
lambda_slash_with_default:
  | lambda_param_no_default* lambda_param_with_default+ '/' ','
  | lambda_param_no_default* lambda_param_with_default+ '/' &':'
lambda_star_etc:
  | bad_lambda_star_etc
  | '*' lambda_param_no_default lambda_param_maybe_default* [lambda_kwds]
  | '*' ',' lambda_param_maybe_default+ [lambda_kwds]
  | lambda_kwds
lambda_kwds: | bad_lambda_kwds | '**' lambda_param_no_default
lambda_param_no_default: | a=lambda_param ',' | a=lambda_param &':'
lambda_param_with_default: | lambda_param default ',' | lambda_param default &':'
lambda_param_maybe_default: | lambda_param [default] ',' | lambda_param [default] &':'
lambda_param: | NAME

strings: | a=(fstring | string)+ => strings a
string: | a=STRING => string a
fstring: | a=FSTRING_START fstring_middle* b=FSTRING_END => fstring a b
fstring_middle: | fstring_replacement_field | FSTRING_MIDDLE
fstring_replacement_field:
  | '{' annotated_rhs ['='] a=[fstring_conversion] [fstring_full_format_spec] '}' => field a
  | bad_replacement_field
fstring_conversion: | a='!' b=NAME => conversion a b
fstring_full_format_spec: | ':' fstring_format_spec*
fstring_format_spec: | FSTRING_MIDDLE | fstring_replacement_field

list: | '[' a=[star_named_expressions] ']' -> List
tuple: | '(' a=[star_named_expression ',' [star_named_expressions]] ')' -> Tuple
set: | '{' star_named_expressions '}' -> Set
dict: | '{' [double_starred_kvpairs] '}' -> Dict | '{' bad_double_starred_kvpairs '}'
double_starred_kvpairs: | ','.double_starred_kvpair+ [',']
double_starred_kvpair: | '**' bitwise_or | kvpair
kvpair: | expression ':' expression
for_if_clauses: | for_if_clause+
for_if_clause:
  | 'async' 'for' star_targets 'in' ~ disjunction ('if' disjunction)*
  | 'for' star_targets 'in' ~ disjunction ('if' disjunction)*
  | ['async'] 'for' (bitwise_or (',' bitwise_or)* [',']) !'in' => last "'in' expected after for-loop variables"
  | bad_for_target
listcomp: | '[' named_expression for_if_clauses ']' -> ListComp | bad_comprehension
setcomp: | '{' named_expression for_if_clauses '}' -> SetComp | bad_comprehension
genexp: | '(' (assignment_expression | expression !':=') for_if_clauses ')' -> GenExp | bad_comprehension
dictcomp: | '{' kvpair for_if_clauses '}' -> DictComp | bad_dict_comprehension

arguments: | a=args [','] &')' => same a | bad_arguments
args:
  | ','.(starred_expression | (assignment_expression | expression !':=') !'=')+ [',' kwargs]
  | kwargs
kwargs:
  | ','.kwarg_or_starred+ ',' ','.kwarg_or_double_starred+
  | ','.kwarg_or_starred+
  | ','.kwarg_or_double_starred+
starred_expression:
  | bad_starred_unpacking
  | '*' a=expression -> Starred
  | '*' => last "Invalid star expression"
kwarg_or_starred: | bad_kwarg | NAME '=' expression -> Keyword | starred_expression
kwarg_or_double_starred: | bad_kwarg | NAME '=' expression -> Keyword | '**' expression -> DoubleStar

star_targets: | star_target !',' | star_target (',' star_target)* [',']
star_targets_list_seq: | ','.star_target+ [',']
star_targets_tuple_seq: | star_target (',' star_target)+ [','] | star_target ','
star_target: | '*' (!'*' star_target) | target_with_star_atom
target_with_star_atom: | TARGET | star_atom
star_atom:
  | NAME
  | '(' target_with_star_atom ')'
  | '(' [star_targets_tuple_seq] ')'
  | '[' [star_targets_list_seq] ']'
single_target: | single_subscript_attribute_target | NAME | '(' single_target ')'
single_subscript_attribute_target: | TARGET
del_targets: | ','.del_target+ [',']
del_target: | TARGET | del_t_atom
del_t_atom: | NAME | '(' del_target ')' | '(' [del_targets] ')' | '[' [del_targets] ']'
t_lookahead: | '(' | '[' | '.'

bad_arguments:
  | ((','.(starred_expression | (assignment_expression | expression !':=') !'=')+ ',' kwargs) | kwargs) a=',' ','.starred_item+
    => a.. "iterable argument unpacking follows keyword argument unpacking"
  | a=expression b=for_if_clauses ',' [args | expression for_if_clauses]
    => a..b "Generator expression must be parenthesized"
  | a=NAME b='=' expression for_if_clauses
    => a..b "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"
  | [args_comma] a=NAME b='=' &(',' | ')') => a..b "expected argument value expression"
  | a=args b=for_if_clauses => bare_generator a b
  | args ',' a=expression b=for_if_clauses => a..b "Generator expression must be parenthesized"
  | a=args ',' args => argument_order a
args_comma: | args ','
starred_item: | starred_expression !'='
bad_kwarg:
  | a=('True' | 'False' | 'None') b='=' => a..b "cannot assign to %a"
  | a=NAME b='=' expression for_if_clauses
    => a..b "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"
  | a='**' expression '=' b=expression => a..b "cannot assign to keyword argument unpacking"
  | !(NAME '=') a=expression b='=' => a..b "expression cannot contain assignment, perhaps you meant \"==\"?"
bad_starred_unpacking:
  | a='*' expression '=' b=expression => a..b "cannot assign to iterable argument unpacking"

bad_arithmetic:
  | term (('+' | '-') term)* ('+' | '-' | '*' | '/' | '%' | '//' | '@') a='not' b=inversion
    => a..b "'not' after an operator must be parenthesized"
bad_factor: | ('+' | '-' | '~') a='not' b=factor => a..b "'not' after an operator must be parenthesized"
expression_without_invalid:
  | disjunction 'if' disjunction 'else' expression -> IfExp
  | disjunction
  | lambdef
bad_legacy_expression: | a=NAME !'(' b=star_expressions => legacy a b
bad_expression:
  | !(NAME STRING | SOFT_KEYWORD) a=disjunction b=expression_without_invalid => forgotten_comma a b
  | a=disjunction 'if' b=disjunction !('else' | ':') => a..b "expected 'else' after 'if' expression"
  | a='lambda' [lambda_params] b=':' &FSTRING_MIDDLE
    => a..b "f-string: lambda expressions are not allowed without parentheses"
bad_named_expression:
  | a=expression ':=' expression => a "cannot use assignment expressions with %a"
  | a=NAME '=' b=bitwise_or !('=' | ':=') => a..b "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"
  | !(list | tuple | genexp | 'True' | 'None' | 'False') a=bitwise_or b='=' bitwise_or !('=' | ':=')
    => a "cannot assign to %a here. Maybe you meant '==' instead of '='?"
bad_assignment:
  | a=bad_ann_assign_target ':' expression => a "only single target (not %a) can be annotated"
  | a=star_named_expression ',' star_named_expressions* ':' expression
    => a "only single target (not tuple) can be annotated"
  | a=expression ':' expression => a "illegal target for annotation"
  | (star_targets '=')* a=star_expressions '=' => star_target a
  | (star_targets '=')* a=yield_expr '=' => a "assignment to yield expression not possible"
  | a=star_expressions augassign annotated_rhs => a "'%a' is an illegal expression for augmented assignment"
bad_ann_assign_target: | list | tuple | '(' a=bad_ann_assign_target ')' => same a
bad_del_stmt: | 'del' a=star_expressions => del_target a
bad_block: | NEWLINE !INDENT => block "expected an indented block"
bad_comprehension:
  | ('[' | '(' | '{') a=starred_expression for_if_clauses
    => a "iterable unpacking cannot be used in comprehension"
  | ('[' | '{') a=star_named_expression ',' b=star_named_expressions for_if_clauses
    => a..b "did you forget parentheses around the comprehension target?"
  | ('[' | '{') a=star_named_expression b=',' for_if_clauses
    => a..b "did you forget parentheses around the comprehension target?"
bad_dict_comprehension:
  | '{' a='**' bitwise_or for_if_clauses '}' => a "dict unpacking cannot be used in dict comprehension"
bad_parameters:
  | a='/' ',' => a "at least one argument must precede /"
  | (slash_no_default | slash_with_default) param_maybe_default* a='/' => a "/ may appear only once"
  | [slash_no_default] param_no_default* bad_parameters_helper a=param_no_default
    => a "parameter without a default follows parameter with a default"
  | param_no_default* a='(' param_no_default+ [','] b=')' => a..b "Function parameters cannot be parenthesized"
  | [slash_no_default | slash_with_default] param_maybe_default* '*' (',' | param_no_default) param_maybe_default* a='/'
    => a "/ must be ahead of *"
  | param_maybe_default+ '/' a='*' => a "expected comma between / and *"
bad_parameters_helper: | slash_with_default | param_with_default+
bad_default: | a='=' &(')' | ',') => a "expected default value expression"
bad_star_etc:
  | a='*' (')' | ',' (')' | '**')) => a "named arguments must follow bare *"
  | '*' param a='=' => a "var-positional argument cannot have default value"
  | '*' (param_no_default | ',') param_maybe_default* a='*' (param_no_default | ',')
    => a "* argument may appear only once"
bad_kwds:
  | '**' param a='=' => a "var-keyword argument cannot have default value"
  | '**' param ',' a=param => a "arguments cannot follow var-keyword argument"
  | '**' param ',' a=('*' | '**' | '/') => a "arguments cannot follow var-keyword argument"
bad_lambda_parameters:
  | a='/' ',' => a "at least one argument must precede /"
  | (lambda_slash_no_default | lambda_slash_with_default) lambda_param_maybe_default* a='/'
    => a "/ may appear only once"
  | [lambda_slash_no_default] lambda_param_no_default* bad_lambda_parameters_helper a=lambda_param_no_default
    => a "parameter without a default follows parameter with a default"
  | lambda_param_no_default* a='(' ','.lambda_param+ [','] b=')'
    => a..b "Lambda expression parameters cannot be parenthesized"
  | [lambda_slash_no_default | lambda_slash_with_default] lambda_param_maybe_default* '*' (',' | lambda_param_no_default) lambda_param_maybe_default* a='/'
    => a "/ must be ahead of *"
  | lambda_param_maybe_default+ '/' a='*' => a "expected comma between / and *"
bad_lambda_parameters_helper: | lambda_slash_with_default | lambda_param_with_default+
bad_lambda_star_etc:
  | '*' (':' | ',' (':' | '**')) => last "named arguments must follow bare *"
  | '*' lambda_param a='=' => a "var-positional argument cannot have default value"
  | '*' (lambda_param_no_default | ',') lambda_param_maybe_default* a='*' (lambda_param_no_default | ',')
    => a "* argument may appear only once"
bad_lambda_kwds:
  | '**' lambda_param a='=' => a "var-keyword argument cannot have default value"
  | '**' lambda_param ',' a=lambda_param => a "arguments cannot follow var-keyword argument"
  | '**' lambda_param ',' a=('*' | '**' | '/') => a "arguments cannot follow var-keyword argument"
bad_with_item: | expression 'as' a=expression &(',' | ')' | ':') => star_target a
bad_for_target: | ['async'] 'for' a=star_expressions => for_target a
bad_group:
  | '(' a=starred_expression ')' => a "cannot use starred expression here"
  | '(' a='**' expression ')' => a "cannot use double starred expression here"
bad_import:
  | 'import' a=NEWLINE => a.. "Expected one or more names after 'import'"
  | a='import' ','.dotted_name+ 'from' dotted_name => a.. "Did you mean to use 'from ... import ...' instead?"
bad_import_from_targets:
  | import_from_as_names ',' NEWLINE => last "trailing comma not allowed without surrounding parentheses"
  | a=NEWLINE => a.. "Expected one or more names after 'import'"
bad_with_stmt:
  | ['async'] 'with' ','.(expression ['as' star_target])+ NEWLINE => last "expected ':'"
  | ['async'] 'with' '(' ','.(expressions ['as' star_target])+ [','] ')' NEWLINE => last "expected ':'"
bad_with_stmt_indent:
  | ['async'] a='with' ','.(expression ['as' star_target])+ ':' NEWLINE !INDENT
    => block a "expected an indented block after 'with' statement"
  | ['async'] a='with' '(' ','.(expressions ['as' star_target])+ [','] ')' ':' NEWLINE !INDENT
    => block a "expected an indented block after 'with' statement"
bad_try_stmt:
  | a='try' ':' NEWLINE !INDENT => block a "expected an indented block after 'try' statement"
  | 'try' ':' block !('except' | 'finally') => last "expected 'except' or 'finally' block"
  | 'try' ':' block* except_block+ a='except' b='*' expression ['as' NAME] ':'
    => a..b "cannot have both 'except' and 'except*' on the same 'try'"
  | 'try' ':' block* except_star_block+ a='except' [expression ['as' NAME]] ':'
    => a "cannot have both 'except' and 'except*' on the same 'try'"
bad_except_stmt:
  | 'except' ['*'] a=expression ',' expressions ['as' NAME] ':'
    => a.. "multiple exception types must be parenthesized"
  | 'except' ['*'] expression ['as' NAME] NEWLINE => last "expected ':'"
  | 'except' NEWLINE => last "expected ':'"
  | 'except' '*' (NEWLINE | ':') => last "expected one or more exception types"
bad_finally_stmt: | a='finally' ':' NEWLINE !INDENT => block a "expected an indented block after 'finally' statement"
bad_except_stmt_indent:
  | a='except' expression ['as' NAME] ':' NEWLINE !INDENT
    => block a "expected an indented block after 'except' statement"
  | a='except' ':' NEWLINE !INDENT => block a "expected an indented block after 'except' statement"
bad_except_star_stmt_indent:
  | a='except' '*' expression ['as' NAME] ':' NEWLINE !INDENT
    => block a "expected an indented block after 'except*' statement"
bad_match_stmt:
  | "match" subject_expr NEWLINE => last "expected ':'"
  | a="match" subject_expr ':' NEWLINE !INDENT => block a "expected an indented block after 'match' statement"
bad_case_block:
  | "case" patterns [guard] NEWLINE => last "expected ':'"
  | a="case" patterns [guard] ':' NEWLINE !INDENT => block a "expected an indented block after 'case' statement"
bad_as_pattern:
  | or_pattern 'as' a="_" => a "cannot use '_' as a target"
  | or_pattern 'as' !NAME a=expression => a "invalid pattern target"
bad_class_pattern: | name_or_attr '(' a=bad_class_argument_pattern => a "positional patterns follow keyword patterns"
bad_class_argument_pattern: | [positional_patterns ','] keyword_patterns ',' a=positional_patterns => same a
bad_if_stmt:
  | 'if' named_expression NEWLINE => last "expected ':'"
  | a='if' named_expression ':' NEWLINE !INDENT => block a "expected an indented block after 'if' statement"
bad_elif_stmt:
  | 'elif' named_expression NEWLINE => last "expected ':'"
  | a='elif' named_expression ':' NEWLINE !INDENT => block a "expected an indented block after 'elif' statement"
bad_else_stmt: | a='else' ':' NEWLINE !INDENT => block a "expected an indented block after 'else' statement"
bad_while_stmt:
  | 'while' named_expression NEWLINE => last "expected ':'"
  | a='while' named_expression ':' NEWLINE !INDENT => block a "expected an indented block after 'while' statement"
bad_for_stmt:
  | ['async'] 'for' star_targets 'in' star_expressions NEWLINE => last "expected ':'"
  | ['async'] a='for' star_targets 'in' star_expressions ':' NEWLINE !INDENT
    => block a "expected an indented block after 'for' statement"
bad_def_raw:
  | ['async'] a='def' NAME [type_params] '(' [params] ')' ['->' expression] ':' NEWLINE !INDENT
    => block a "expected an indented block after function definition"
bad_class_def_raw:
  | 'class' NAME [type_params] ['(' [arguments] ')'] NEWLINE => last "expected ':'"
  | a='class' NAME [type_params] ['(' [arguments] ')'] ':' NEWLINE !INDENT
    => block a "expected an indented block after class definition"
bad_double_starred_kvpairs:
  | ','.double_starred_kvpair+ ',' bad_kvpair
  | expression ':' a='*' bitwise_or => a.. "cannot use a starred expression in a dictionary value"
  | expression a=':' &('}' | ',') => a "expression expected after dictionary key and ':'"
bad_kvpair:
  | a=expression !':' => key_without_colon a
  | expression ':' a='*' bitwise_or => a.. "cannot use a starred expression in a dictionary value"
  | expression a=':' &('}' | ',') => a "expression expected after dictionary key and ':'"
bad_replacement_field:
  | '{' a='=' => a "f-string: valid expression required before '='"
  | '{' a='!' => a "f-string: valid expression required before '!'"
  | '{' a=':' => a "f-string: valid expression required before ':'"
  | '{' a='}' => a "f-string: valid expression required before '}'"
  | '{' !annotated_rhs => next "f-string: expecting a valid expression after '{'"
  | '{' annotated_rhs !('=' | '!' | ':' | '}') => next "f-string: expecting '=', or '!', or ':', or '}'"
  | '{' annotated_rhs '=' !('!' | ':' | '}') => next "f-string: expecting '!', or ':', or '}'"
  | '{' annotated_rhs ['='] bad_conversion_character
  | '{' annotated_rhs ['='] ['!' NAME] !(':' | '}') => next "f-string: expecting ':' or '}'"
  | '{' annotated_rhs ['='] ['!' NAME] ':' fstring_format_spec* !'}' => next "f-string: expecting '}', or format specs"
  | '{' annotated_rhs ['='] ['!' NAME] !'}' => next "f-string: expecting '}'"
bad_conversion_character:
  | '!' &(':' | '}') => next "f-string: missing conversion character"
  | '!' !NAME => next "f-string: invalid conversion character"
bad_type_params: | '[' a=']' => a.. "Type parameter list cannot be empty"
bad_type_param:
  | '*' NAME a=':' b=expression => constraint a b "TypeVarTuple"
  | '**' NAME a=':' b=expression => constraint a b "ParamSpec"
"##;

//! From anything that serde can write to [`Data`].
//!
//! Structs become dicts, `None` and `()` become None, enums become the name of
//! their variant, or a dict from that name to what the variant holds.

use super::data::{Data, MOST_NESTED};
use serde::ser::{self, Serialize};
use std::fmt;

/// Why something has no counterpart in Python, or the other way round.
#[derive(Debug)]
pub(super) struct Refused(pub String);

impl fmt::Display for Refused {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for Refused {}

impl ser::Error for Refused {
    fn custom<T: fmt::Display>(message: T) -> Refused {
        Refused(message.to_string())
    }
}

impl serde::de::Error for Refused {
    fn custom<T: fmt::Display>(message: T) -> Refused {
        Refused(message.to_string())
    }
}

pub(super) fn to_data<T: Serialize + ?Sized>(value: &T) -> Result<Data, Refused> {
    value.serialize(Writer { depth: 0 })
}

#[derive(Clone, Copy)]
struct Writer {
    depth: usize,
}

impl Writer {
    fn inner(self) -> Result<Writer, Refused> {
        if self.depth >= MOST_NESTED {
            return Err(Refused(format!("containers are nested more than {MOST_NESTED} deep")));
        }
        Ok(Writer { depth: self.depth + 1 })
    }

    fn write<T: Serialize + ?Sized>(self, value: &T) -> Result<Data, Refused> {
        value.serialize(self.inner()?)
    }
}

/// What a sequence becomes.
#[derive(Clone, Copy)]
enum Shape {
    List,
    Tuple,
    /// A variant of an enum: a dict from this name to the list.
    Named(&'static str),
}

struct Items {
    writer: Writer,
    shape: Shape,
    items: Vec<Data>,
}

struct Pairs {
    writer: Writer,
    variant: Option<&'static str>,
    pairs: Vec<(Data, Data)>,
}

fn named(variant: &'static str, data: Data) -> Data {
    Data::Dict(vec![(Data::Str(variant.to_owned()), data)])
}

impl ser::Serializer for Writer {
    type Ok = Data;
    type Error = Refused;
    type SerializeSeq = Items;
    type SerializeTuple = Items;
    type SerializeTupleStruct = Items;
    type SerializeTupleVariant = Items;
    type SerializeMap = Pairs;
    type SerializeStruct = Pairs;
    type SerializeStructVariant = Pairs;

    fn serialize_bool(self, value: bool) -> Result<Data, Refused> {
        Ok(Data::Bool(value))
    }

    fn serialize_i8(self, value: i8) -> Result<Data, Refused> {
        Ok(Data::Int(i64::from(value)))
    }

    fn serialize_i16(self, value: i16) -> Result<Data, Refused> {
        Ok(Data::Int(i64::from(value)))
    }

    fn serialize_i32(self, value: i32) -> Result<Data, Refused> {
        Ok(Data::Int(i64::from(value)))
    }

    fn serialize_i64(self, value: i64) -> Result<Data, Refused> {
        Ok(Data::Int(value))
    }

    fn serialize_i128(self, value: i128) -> Result<Data, Refused> {
        Ok(i64::try_from(value).map_or_else(|_| Data::BigInt(value.to_string()), Data::Int))
    }

    fn serialize_u8(self, value: u8) -> Result<Data, Refused> {
        Ok(Data::Int(i64::from(value)))
    }

    fn serialize_u16(self, value: u16) -> Result<Data, Refused> {
        Ok(Data::Int(i64::from(value)))
    }

    fn serialize_u32(self, value: u32) -> Result<Data, Refused> {
        Ok(Data::Int(i64::from(value)))
    }

    fn serialize_u64(self, value: u64) -> Result<Data, Refused> {
        self.serialize_i128(i128::from(value))
    }

    fn serialize_u128(self, value: u128) -> Result<Data, Refused> {
        Ok(i64::try_from(value).map_or_else(|_| Data::BigInt(value.to_string()), Data::Int))
    }

    fn serialize_f32(self, value: f32) -> Result<Data, Refused> {
        Ok(Data::Float(f64::from(value)))
    }

    fn serialize_f64(self, value: f64) -> Result<Data, Refused> {
        Ok(Data::Float(value))
    }

    fn serialize_char(self, value: char) -> Result<Data, Refused> {
        Ok(Data::Str(value.to_string()))
    }

    fn serialize_str(self, value: &str) -> Result<Data, Refused> {
        Ok(Data::Str(value.to_owned()))
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<Data, Refused> {
        Ok(Data::Bytes(value.to_vec()))
    }

    fn serialize_none(self) -> Result<Data, Refused> {
        Ok(Data::None)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Data, Refused> {
        self.write(value)
    }

    fn serialize_unit(self) -> Result<Data, Refused> {
        Ok(Data::None)
    }

    fn serialize_unit_struct(self, _name: &'static str) -> Result<Data, Refused> {
        Ok(Data::None)
    }

    fn serialize_unit_variant(self, _name: &'static str, _index: u32, variant: &'static str) -> Result<Data, Refused> {
        Ok(Data::Str(variant.to_owned()))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _name: &'static str, value: &T) -> Result<Data, Refused> {
        self.write(value)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<Data, Refused> {
        Ok(named(variant, self.write(value)?))
    }

    fn serialize_seq(self, _length: Option<usize>) -> Result<Items, Refused> {
        Ok(Items { writer: self, shape: Shape::List, items: Vec::new() })
    }

    fn serialize_tuple(self, _length: usize) -> Result<Items, Refused> {
        Ok(Items { writer: self, shape: Shape::Tuple, items: Vec::new() })
    }

    fn serialize_tuple_struct(self, _name: &'static str, length: usize) -> Result<Items, Refused> {
        self.serialize_tuple(length)
    }

    fn serialize_tuple_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _length: usize,
    ) -> Result<Items, Refused> {
        Ok(Items { writer: self, shape: Shape::Named(variant), items: Vec::new() })
    }

    fn serialize_map(self, _length: Option<usize>) -> Result<Pairs, Refused> {
        Ok(Pairs { writer: self, variant: None, pairs: Vec::new() })
    }

    fn serialize_struct(self, _name: &'static str, length: usize) -> Result<Pairs, Refused> {
        self.serialize_map(Some(length))
    }

    fn serialize_struct_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _length: usize,
    ) -> Result<Pairs, Refused> {
        Ok(Pairs { writer: self, variant: Some(variant), pairs: Vec::new() })
    }
}

impl Items {
    fn push<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Refused> {
        self.items.push(self.writer.write(value)?);
        Ok(())
    }

    fn finish(self) -> Result<Data, Refused> {
        Ok(match self.shape {
            Shape::List => Data::List(self.items),
            Shape::Tuple => Data::Tuple(self.items),
            Shape::Named(variant) => named(variant, Data::List(self.items)),
        })
    }
}

macro_rules! items {
    ($($interface:ident :: $push:ident),*) => {$(
        impl ser::$interface for Items {
            type Ok = Data;
            type Error = Refused;

            fn $push<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Refused> {
                self.push(value)
            }

            fn end(self) -> Result<Data, Refused> {
                self.finish()
            }
        }
    )*};
}

items!(
    SerializeSeq::serialize_element,
    SerializeTuple::serialize_element,
    SerializeTupleStruct::serialize_field,
    SerializeTupleVariant::serialize_field
);

impl Pairs {
    fn push<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Refused> {
        self.pairs.push((Data::Str(key.to_owned()), self.writer.write(value)?));
        Ok(())
    }

    fn finish(self) -> Result<Data, Refused> {
        let dict = Data::Dict(self.pairs);
        Ok(match self.variant {
            Some(variant) => named(variant, dict),
            None => dict,
        })
    }
}

impl ser::SerializeMap for Pairs {
    type Ok = Data;
    type Error = Refused;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Refused> {
        self.pairs.push((self.writer.write(key)?, Data::None));
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Refused> {
        let value = self.writer.write(value)?;
        if let Some(last) = self.pairs.last_mut() {
            last.1 = value;
        }
        Ok(())
    }

    fn end(self) -> Result<Data, Refused> {
        self.finish()
    }
}

macro_rules! fields {
    ($($interface:ident),*) => {$(
        impl ser::$interface for Pairs {
            type Ok = Data;
            type Error = Refused;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Refused> {
                self.push(key, value)
            }

            fn end(self) -> Result<Data, Refused> {
                self.finish()
            }
        }
    )*};
}

fields!(SerializeStruct, SerializeStructVariant);

/// Writes what serde can tell apart: sets become lists, numbers beyond 128 bits become texts.
impl Serialize for Data {
    fn serialize<S: ser::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Data::None => serializer.serialize_none(),
            Data::Bool(value) => serializer.serialize_bool(*value),
            Data::Int(value) => serializer.serialize_i64(*value),
            Data::BigInt(digits) => match digits.parse::<i128>() {
                Ok(value) => serializer.serialize_i128(value),
                Err(_) => serializer.serialize_str(digits),
            },
            Data::Float(value) => serializer.serialize_f64(*value),
            Data::Str(text) => serializer.serialize_str(text),
            Data::Bytes(data) => serializer.serialize_bytes(data),
            Data::List(items) | Data::Set(items) => serializer.collect_seq(items),
            Data::Tuple(items) => {
                use ser::SerializeTuple;
                let mut tuple = serializer.serialize_tuple(items.len())?;
                for item in items {
                    tuple.serialize_element(item)?;
                }
                tuple.end()
            }
            Data::Dict(pairs) => serializer.collect_map(pairs.iter().map(|pair| (&pair.0, &pair.1))),
        }
    }
}

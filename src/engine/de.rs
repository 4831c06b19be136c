//! From [`Data`] to anything that serde can read.
//!
//! Tuples, lists and sets are all sequences. An enum is read from the name of a
//! variant, or from a dict with one pair.

use super::data::Data;
use super::ser::Refused;
use serde::de::{self, DeserializeOwned, DeserializeSeed, EnumAccess, IntoDeserializer, Unexpected, VariantAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;

pub(super) fn of_data<T: DeserializeOwned>(data: Data) -> Result<T, Refused> {
    T::deserialize(Reader(data))
}

struct Reader(Data);

impl<'de> IntoDeserializer<'de, Refused> for Reader {
    type Deserializer = Reader;

    fn into_deserializer(self) -> Reader {
        self
    }
}

impl<'de> Deserializer<'de> for Reader {
    type Error = Refused;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        match self.0 {
            Data::None => visitor.visit_unit(),
            Data::Bool(value) => visitor.visit_bool(value),
            Data::Int(value) => visitor.visit_i64(value),
            Data::BigInt(digits) => {
                if let Ok(value) = digits.parse::<u64>() {
                    visitor.visit_u64(value)
                } else if let Ok(value) = digits.parse::<i128>() {
                    visitor.visit_i128(value)
                } else if let Ok(value) = digits.parse::<u128>() {
                    visitor.visit_u128(value)
                } else {
                    visitor.visit_string(digits)
                }
            }
            Data::Float(value) => visitor.visit_f64(value),
            Data::Str(text) => visitor.visit_string(text),
            Data::Bytes(data) => visitor.visit_byte_buf(data),
            Data::List(items) | Data::Tuple(items) | Data::Set(items) => {
                let mut items = de::value::SeqDeserializer::new(items.into_iter().map(Reader));
                let value = visitor.visit_seq(&mut items)?;
                items.end()?;
                Ok(value)
            }
            Data::Dict(pairs) => {
                let mut pairs =
                    de::value::MapDeserializer::new(pairs.into_iter().map(|(key, value)| (Reader(key), Reader(value))));
                let value = visitor.visit_map(&mut pairs)?;
                pairs.end()?;
                Ok(value)
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        match self.0 {
            Data::None => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _name: &'static str, visitor: V) -> Result<V::Value, Refused> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        match self.0 {
            // A program's whole numbers are floats where one is wanted, as in Python.
            Data::Int(value) => visitor.visit_f64(value as f64),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refused> {
        match self.0 {
            Data::Str(name) => visitor.visit_enum(Choice { name, data: None }),
            Data::Dict(mut pairs) if pairs.len() == 1 => match pairs.pop() {
                Some((Data::Str(name), data)) => visitor.visit_enum(Choice { name, data: Some(data) }),
                _ => Err(Refused("the key of an enum's dict must be a str".to_owned())),
            },
            other => Err(Refused(format!("an enum is a str or a dict with one pair, not {}", other.type_name()))),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 char str string bytes byte_buf unit unit_struct
        seq tuple tuple_struct map struct identifier ignored_any
    }
}

/// A variant of an enum and what it holds.
struct Choice {
    name: String,
    data: Option<Data>,
}

impl<'de> EnumAccess<'de> for Choice {
    type Error = Refused;
    type Variant = Held;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Held), Refused> {
        let name = seed.deserialize(Reader(Data::Str(self.name)))?;
        Ok((name, Held(self.data)))
    }
}

struct Held(Option<Data>);

impl Held {
    fn expect(self) -> Result<Reader, Refused> {
        self.0.map(Reader).ok_or_else(|| de::Error::invalid_type(Unexpected::UnitVariant, &"a variant that holds something"))
    }
}

impl<'de> VariantAccess<'de> for Held {
    type Error = Refused;

    fn unit_variant(self) -> Result<(), Refused> {
        match self.0 {
            None | Some(Data::None) => Ok(()),
            Some(_) => Err(Refused("this variant holds nothing".to_owned())),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Refused> {
        seed.deserialize(self.expect()?)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _length: usize, visitor: V) -> Result<V::Value, Refused> {
        self.expect()?.deserialize_any(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, _fields: &'static [&'static str], visitor: V) -> Result<V::Value, Refused> {
        self.expect()?.deserialize_any(visitor)
    }
}

/// Reads what can be told apart: from an engine's answer, sets and tuples come
/// as lists. [`Engine::eval_data`](crate::Engine::eval_data) keeps them.
impl<'de> Deserialize<'de> for Data {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Data, D::Error> {
        deserializer.deserialize_any(AnyData)
    }
}

struct AnyData;

impl<'de> Visitor<'de> for AnyData {
    type Value = Data;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any plain data")
    }

    fn visit_unit<E>(self) -> Result<Data, E> {
        Ok(Data::None)
    }

    fn visit_none<E>(self) -> Result<Data, E> {
        Ok(Data::None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Data, D::Error> {
        Data::deserialize(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Data, E> {
        Ok(Data::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Data, E> {
        Ok(Data::Int(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Data, E> {
        Ok(i64::try_from(value).map_or_else(|_| Data::BigInt(value.to_string()), Data::Int))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Data, E> {
        Ok(i64::try_from(value).map_or_else(|_| Data::BigInt(value.to_string()), Data::Int))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Data, E> {
        Ok(i64::try_from(value).map_or_else(|_| Data::BigInt(value.to_string()), Data::Int))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Data, E> {
        Ok(Data::Float(value))
    }

    fn visit_str<E>(self, text: &str) -> Result<Data, E> {
        Ok(Data::Str(text.to_owned()))
    }

    fn visit_bytes<E>(self, data: &[u8]) -> Result<Data, E> {
        Ok(Data::Bytes(data.to_vec()))
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, mut items: A) -> Result<Data, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Data::List(list))
    }

    fn visit_map<A: de::MapAccess<'de>>(self, mut pairs: A) -> Result<Data, A::Error> {
        let mut dict = Vec::new();
        while let Some(pair) = pairs.next_entry()? {
            dict.push(pair);
        }
        Ok(Data::Dict(dict))
    }
}

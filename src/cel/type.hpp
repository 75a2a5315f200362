#pragma once
// What a CEL expression can be, known when a process is loaded.
//
// Beside the types of the specification there are three of our own: `maybe T` (a T or null, as an optional
// field is), `object` (named, with a fixed list of fields) and `choice` (a closed set of strings).

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace reeve::cel {

enum class TypeKind : std::uint8_t {
    dyn,
    null,
    boolean,
    integer,
    unsigned_integer,
    real,
    string,
    bytes,
    timestamp,
    duration,
    list,
    map,
    type,
    maybe,     // a T or null
    optional,  // CEL's optional_type(T), what `.?` and `[?` give
    object,
    choice,
    variable,  // a type yet to be inferred; never in a finished program
};

struct Field;

// Cheap to copy; immutable.
class Type {
public:
    Type() = default;  // dyn

    [[nodiscard]] static Type dyn() { return Type(TypeKind::dyn); }
    [[nodiscard]] static Type null() { return Type(TypeKind::null); }
    [[nodiscard]] static Type boolean() { return Type(TypeKind::boolean); }
    [[nodiscard]] static Type integer() { return Type(TypeKind::integer); }
    [[nodiscard]] static Type unsigned_integer() { return Type(TypeKind::unsigned_integer); }
    [[nodiscard]] static Type real() { return Type(TypeKind::real); }
    [[nodiscard]] static Type string() { return Type(TypeKind::string); }
    [[nodiscard]] static Type bytes() { return Type(TypeKind::bytes); }
    [[nodiscard]] static Type timestamp() { return Type(TypeKind::timestamp); }
    [[nodiscard]] static Type duration() { return Type(TypeKind::duration); }
    [[nodiscard]] static Type type() { return Type(TypeKind::type); }
    [[nodiscard]] static Type list(Type element);
    [[nodiscard]] static Type map(Type key, Type value);
    [[nodiscard]] static Type maybe(Type inner);  // of a maybe or of null: the same again
    [[nodiscard]] static Type optional(Type inner);
    // Field order is slot order. Two objects are the same type when their names and fields are.
    [[nodiscard]] static Type object(std::string name, std::vector<Field> fields);
    // Behaves as a string, but is only compared with its own values. `name` is for messages.
    [[nodiscard]] static Type choice(std::string name, std::vector<std::string> values);
    [[nodiscard]] static Type variable(std::uint32_t id);

    [[nodiscard]] TypeKind kind() const { return kind_; }
    [[nodiscard]] bool is(TypeKind kind) const { return kind_ == kind; }
    // Of a list, maybe or optional what is in it; of a map its values. dyn for anything else.
    [[nodiscard]] const Type& element() const;
    [[nodiscard]] const Type& key() const;          // of a map
    [[nodiscard]] const std::string& name() const;  // of an object or choice; else empty
    [[nodiscard]] const std::vector<Field>& fields() const;
    [[nodiscard]] std::optional<std::size_t> field_index(std::string_view name) const;
    [[nodiscard]] const std::vector<std::string>& values() const;  // of a choice
    [[nodiscard]] bool has_value(std::string_view value) const;    // of a choice
    [[nodiscard]] std::uint32_t id() const { return id_; }         // of a variable

    [[nodiscard]] std::string text() const;  // "list(int)", "maybe timestamp", "priority"
    bool operator==(const Type& other) const;

private:
    struct Detail;
    explicit Type(TypeKind kind) : kind_(kind) {}
    Type(TypeKind kind, Detail detail);

    TypeKind kind_ = TypeKind::dyn;
    std::uint32_t id_ = 0;
    std::shared_ptr<const Detail> detail_;
};

struct Field {
    std::string name;
    Type type;

    bool operator==(const Field&) const = default;
};

}  // namespace reeve::cel

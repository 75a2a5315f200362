#include "cel/type.hpp"

#include <algorithm>

namespace reeve::cel {

struct Type::Detail {
    std::string name;
    std::vector<Type> inner;  // element; of a map its values, then its keys
    std::vector<Field> fields;
    std::vector<std::string> values;

    bool operator==(const Detail&) const = default;
};

Type::Type(TypeKind kind, Detail detail)
    : kind_(kind), detail_(std::make_shared<const Detail>(std::move(detail))) {}

Type Type::list(Type element) {
    return {TypeKind::list, Detail{{}, {std::move(element)}, {}, {}}};
}

Type Type::map(Type key, Type value) {
    return {TypeKind::map, Detail{{}, {std::move(value), std::move(key)}, {}, {}}};
}

Type Type::maybe(Type inner) {
    if (inner.is(TypeKind::maybe) || inner.is(TypeKind::null) || inner.is(TypeKind::dyn)) return inner;
    return {TypeKind::maybe, Detail{{}, {std::move(inner)}, {}, {}}};
}

Type Type::optional(Type inner) {
    return {TypeKind::optional, Detail{{}, {std::move(inner)}, {}, {}}};
}

Type Type::object(std::string name, std::vector<Field> fields) {
    return {TypeKind::object, Detail{std::move(name), {}, std::move(fields), {}}};
}

Type Type::choice(std::string name, std::vector<std::string> values) {
    return {TypeKind::choice, Detail{std::move(name), {}, {}, std::move(values)}};
}

Type Type::variable(std::uint32_t id) {
    Type type(TypeKind::variable);
    type.id_ = id;
    return type;
}

const Type& Type::element() const {
    static const Type dyn;
    return detail_ && !detail_->inner.empty() ? detail_->inner.front() : dyn;
}

const Type& Type::key() const {
    static const Type dyn;
    return kind_ == TypeKind::map ? detail_->inner.back() : dyn;
}

const std::string& Type::name() const {
    static const std::string none;
    return detail_ ? detail_->name : none;
}

const std::vector<Field>& Type::fields() const {
    static const std::vector<Field> none;
    return detail_ ? detail_->fields : none;
}

std::optional<std::size_t> Type::field_index(std::string_view name) const {
    const auto& all = fields();
    const auto found = std::ranges::find(all, name, &Field::name);
    if (found == all.end()) return std::nullopt;
    return static_cast<std::size_t>(found - all.begin());
}

const std::vector<std::string>& Type::values() const {
    static const std::vector<std::string> none;
    return detail_ ? detail_->values : none;
}

bool Type::has_value(std::string_view value) const {
    return std::ranges::find(values(), value) != values().end();
}

std::string Type::text() const {
    switch (kind_) {
        case TypeKind::dyn: return "dyn";
        case TypeKind::null: return "null";
        case TypeKind::boolean: return "bool";
        case TypeKind::integer: return "int";
        case TypeKind::unsigned_integer: return "uint";
        case TypeKind::real: return "double";
        case TypeKind::string: return "string";
        case TypeKind::bytes: return "bytes";
        case TypeKind::timestamp: return "timestamp";
        case TypeKind::duration: return "duration";
        case TypeKind::list: return "list(" + element().text() + ")";
        case TypeKind::map: return "map(" + key().text() + ", " + element().text() + ")";
        case TypeKind::type: return "type";
        case TypeKind::maybe: return "maybe " + element().text();
        case TypeKind::optional: return "optional(" + element().text() + ")";
        case TypeKind::object:
        case TypeKind::choice: return name();
        case TypeKind::variable: return "any type";
    }
    return {};
}

bool Type::operator==(const Type& other) const {
    if (kind_ != other.kind_ || id_ != other.id_) return false;
    if (detail_ == other.detail_) return true;
    return detail_ && other.detail_ && *detail_ == *other.detail_;
}

}  // namespace reeve::cel

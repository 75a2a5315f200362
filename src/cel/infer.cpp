#include "cel/infer_internal.hpp"

namespace reeve::cel {
namespace {

// Whether every value of type b is one of type a, without inference: dyn covers all.
bool covers(const Type& a, const Type& b) {
    if (a.is(TypeKind::dyn)) return true;
    if (a.is(TypeKind::maybe))
        return b.is(TypeKind::null) || covers(a.element(), b.is(TypeKind::maybe) ? b.element() : b);
    if (a.is(TypeKind::string)) return b.is(TypeKind::string) || b.is(TypeKind::choice);
    if (a.kind() != b.kind()) return false;
    if (a.is(TypeKind::list) || a.is(TypeKind::optional)) return covers(a.element(), b.element());
    if (a.is(TypeKind::map)) return covers(a.key(), b.key()) && covers(a.element(), b.element());
    return a == b;
}

bool contains(const Type& type, std::uint32_t variable) {
    if (type.is(TypeKind::variable)) return type.id() == variable;
    const bool nested = type.is(TypeKind::list) || type.is(TypeKind::map) || type.is(TypeKind::maybe) ||
                        type.is(TypeKind::optional);
    return nested && (contains(type.element(), variable) || contains(type.key(), variable));
}

}  // namespace

Type Inference::fresh() {
    bound_.emplace_back();
    return Type::variable(static_cast<std::uint32_t>(bound_.size() - 1));
}

template <class Leaf>
Type Inference::rebuilt(const Type& type, const Leaf& leaf) const {
    switch (type.kind()) {
        case TypeKind::variable: return leaf(type);
        case TypeKind::list: return Type::list(rebuilt(type.element(), leaf));
        case TypeKind::map: return Type::map(rebuilt(type.key(), leaf), rebuilt(type.element(), leaf));
        case TypeKind::maybe: return Type::maybe(rebuilt(type.element(), leaf));
        case TypeKind::optional: return Type::optional(rebuilt(type.element(), leaf));
        default: return type;
    }
}

Type Inference::renamed(const Type& type, Renaming& names) {
    return rebuilt(type, [&](const Type& variable) {
        while (names.size() <= variable.id()) names.push_back(fresh());
        return names[variable.id()];
    });
}

const Type& Inference::looked_up(const Type& type) const {
    const Type* at = &type;
    while (at->is(TypeKind::variable) && bound_[at->id()]) at = &*bound_[at->id()];
    return *at;
}

Type Inference::resolved(const Type& type) const {
    return rebuilt(type, [this](const Type& variable) {
        const Type& found = looked_up(variable);
        return found.is(TypeKind::variable) ? found : resolved(found);
    });
}

Type Inference::settled(const Type& type) const {
    return rebuilt(resolved(type), [](const Type&) { return Type::dyn(); });
}

bool Inference::bind(const Type& variable, const Type& type) {
    const Type whole = resolved(type);
    if (whole.is(TypeKind::variable) && whole.id() == variable.id()) return true;
    if (contains(whole, variable.id())) return false;
    bound_[variable.id()] = whole;
    return true;
}

bool Inference::assign(const Type& to, const Type& from) {
    const Type wanted = looked_up(to);
    const Type given = looked_up(from);
    if (given.is(TypeKind::variable)) return bind(given, wanted);
    if (wanted.is(TypeKind::variable)) return bind(wanted, given);
    if (wanted.is(TypeKind::dyn) || given.is(TypeKind::dyn)) {
        if (to.is(TypeKind::variable) && given.is(TypeKind::dyn)) bound_[to.id()] = Type::dyn();
        return true;
    }
    if (assign_alike(wanted, given)) return true;
    // A variable that already stands for something may come to stand for more: a choice, then any string.
    if (!to.is(TypeKind::variable) || !covers(resolved(given), resolved(wanted))) return false;
    bound_[to.id()] = given;
    return true;
}

bool Inference::assign_alike(const Type& to, const Type& from) {
    if (to.is(TypeKind::maybe)) {
        if (from.is(TypeKind::null)) return true;
        return assign(to.element(), from.is(TypeKind::maybe) ? from.element() : from);
    }
    if (from.is(TypeKind::maybe)) return lenient_ && assign(to, from.element());
    if (to.is(TypeKind::string) && from.is(TypeKind::choice)) return true;
    if (to.kind() != from.kind()) return false;
    switch (to.kind()) {
        case TypeKind::list:
        case TypeKind::optional: return assign(to.element(), from.element());
        case TypeKind::map: return assign(to.key(), from.key()) && assign(to.element(), from.element());
        case TypeKind::object:
        case TypeKind::choice: return to == from;
        default: return true;
    }
}

std::optional<Type> Inference::join(const Type& a, const Type& b) {
    const Type one = resolved(a);
    const Type other = resolved(b);
    if (covers(one, other)) return one;
    if (covers(other, one)) return other;
    const auto textual = [](const Type& type) {
        return type.is(TypeKind::string) || type.is(TypeKind::choice);
    };
    if (textual(one) && textual(other)) return Type::string();
    if (one.is(TypeKind::maybe) || other.is(TypeKind::maybe)) {
        const auto inner = join(one.is(TypeKind::maybe) ? one.element() : one,
                                other.is(TypeKind::maybe) ? other.element() : other);
        return inner ? std::optional(Type::maybe(*inner)) : std::nullopt;
    }
    Mark before = mark();
    if (assign(one, other)) return resolved(one);
    take_back(before);
    if (assign(other, one)) return resolved(other);
    take_back(std::move(before));
    return std::nullopt;
}

}  // namespace reeve::cel

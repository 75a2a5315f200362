#pragma once
// Finds out the types that an expression leaves open, such as that of the elements of [].

#include <optional>
#include <vector>

#include "cel/type.hpp"

namespace reeve::cel {

class Inference {
public:
    // `lenient`: a `maybe T` may stand where a T is wanted.
    explicit Inference(bool lenient) : lenient_(lenient) {}

    [[nodiscard]] Type fresh();
    // The same type with fresh variables for its own, alike for alike within one Renaming.
    using Renaming = std::vector<Type>;
    [[nodiscard]] Type renamed(const Type& type, Renaming& names);

    // Whether a value of type `from` may stand where `to` is wanted; variables are bound on the way. When it
    // gives false, some may be: mark() before, and take back().
    [[nodiscard]] bool assign(const Type& to, const Type& from);
    // What covers both, or nothing.
    [[nodiscard]] std::optional<Type> join(const Type& a, const Type& b);
    // With every variable replaced by what it is bound to. Those still open stay.
    [[nodiscard]] Type resolved(const Type& type) const;
    // And those still open become dyn.
    [[nodiscard]] Type settled(const Type& type) const;

    using Mark = std::vector<std::optional<Type>>;
    [[nodiscard]] Mark mark() const { return bound_; }
    void take_back(Mark mark) { bound_ = std::move(mark); }

private:
    [[nodiscard]] const Type& looked_up(const Type& type) const;
    bool bind(const Type& variable, const Type& type);
    [[nodiscard]] bool assign_alike(const Type& to, const Type& from);
    template <class Leaf>
    [[nodiscard]] Type rebuilt(const Type& type, const Leaf& leaf) const;

    bool lenient_;
    std::vector<std::optional<Type>> bound_;
};

}  // namespace reeve::cel

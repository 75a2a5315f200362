#pragma once
// Objects of which a member is made when it is asked for.

#include <cstddef>
#include <functional>
#include <memory>

#include "cel/value.hpp"

namespace reeve::verify {

class Lazy final : public cel::Object {
public:
    Lazy(const cel::Type& type, std::function<cel::Value(std::size_t)> member)
        : type_(type), member_(std::move(member)) {}
    [[nodiscard]] const cel::Type& type() const override { return type_; }
    [[nodiscard]] cel::Value field(std::size_t index) const override { return member_(index); }

private:
    cel::Type type_;
    std::function<cel::Value(std::size_t)> member_;
};

inline cel::Value lazy(const cel::Type& type, std::function<cel::Value(std::size_t)> member) {
    return std::shared_ptr<const cel::Object>(std::make_shared<Lazy>(type, std::move(member)));
}

}  // namespace reeve::verify

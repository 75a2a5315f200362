#pragma once
// One description of each struct's members serves both ways, so what is written is what is read:
//
//   template <class C> void members(C& c, typename C::template Ref<Linked> v) {
//       c.member("linked", v.link);        // always written, must be there
//       c.optional("open", v.open);        // left out where it has its default
//   }

#include <fmt/format.h>

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/json.hpp"
#include "base/sha256.hpp"

namespace reeve::records {

// As decimal strings where they are hashed: canonical JSON would round them to a double (decision 0002).
enum class InstantForm : std::uint8_t { integer, decimal_string };

class Writer {
public:
    template <class T>
    using Ref = const T&;

    explicit Writer(InstantForm instants = InstantForm::integer, std::size_t expected = 0)
        : instants_(instants) {
        object_.reserve(expected);
    }

    template <class T>
    void member(std::string_view key, const T& value) {
        object_.append(std::string(key), json(value));
    }
    template <class T>
    void optional(std::string_view key, const T& value, const std::type_identity_t<T>& otherwise = {}) {
        if (!(value == otherwise)) member(key, value);
    }
    // Something that says all by being there.
    void flag(std::string_view key) { member(key, true); }
    template <class T>
    void optional(std::string_view key, const std::optional<T>& value) {
        if (value) member(key, *value);
    }
    [[nodiscard]] Json finish() { return Json(std::move(object_)); }

private:
    InstantForm instants_;
    JsonObject object_;

    [[nodiscard]] Json json(const Json& value) const { return value; }
    [[nodiscard]] Json json(const JsonObject& value) const { return value; }
    [[nodiscard]] Json json(const std::string& value) const { return value; }
    [[nodiscard]] Json json(bool value) const { return value; }
    [[nodiscard]] Json json(std::int64_t value) const { return value; }
    [[nodiscard]] Json json(int value) const { return value; }
    [[nodiscard]] Json json(Id value) const { return value.empty() ? std::string() : value.text(); }
    [[nodiscard]] Json json(Duration value) const { return value.micros; }
    [[nodiscard]] Json json(const Digest& value) const { return hex(value); }
    [[nodiscard]] Json json(Instant value) const {
        if (instants_ == InstantForm::decimal_string) return fmt::format_int(value.micros).str();
        return value.micros;
    }
    [[nodiscard]] Json json(const std::pair<Instant, Id>& value) const {
        return JsonArray{json(value.first), json(value.second)};
    }
    template <class T>
    [[nodiscard]] Json json(const std::vector<T>& values) const {
        return list(values);
    }
    template <class T, class Less>
    [[nodiscard]] Json json(const std::set<T, Less>& values) const {
        return list(values);
    }
    template <class T>
    [[nodiscard]] Json json(const std::map<std::string, T, std::less<>>& values) const {
        JsonObject object;
        object.reserve(values.size());
        for (const auto& [key, value] : values) object.append(key, json(value));
        return object;
    }
    template <class T>
    [[nodiscard]] Json json(const T& value) const {
        if constexpr (std::is_enum_v<T>) {
            return word(value);
        } else {
            Writer inner(instants_, 8);
            members(inner, value);
            return inner.finish();
        }
    }
    template <class Values>
    [[nodiscard]] Json list(const Values& values) const {
        JsonArray array;
        array.reserve(values.size());
        for (const auto& value : values) array.push_back(json(value));
        return array;
    }
};

}  // namespace reeve::records

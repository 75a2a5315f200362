#pragma once
// The other way of writer_internal.hpp. Missing, unknown and mistyped members are mistakes, never a CHECK:
// what comes back from a disk is data.

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

class Reader {
public:
    template <class T>
    using Ref = T&;

    // `wrong` gets the first mistake; it is empty while there is none.
    Reader(const Json& json, std::string& wrong);

    template <class T>
    void member(std::string_view key, T& value) {
        if (const Json* found = take(key))
            read(*found, value, key);
        else
            missing(key);
    }
    template <class T>
    void optional(std::string_view key, T& value, const std::type_identity_t<T>& otherwise = {}) {
        if (const Json* found = take(key))
            read(*found, value, key);
        else
            value = otherwise;
    }
    void flag(std::string_view key) {
        bool there = false;
        member(key, there);
        if (!there) mistyped(key, "true");
    }
    template <class T>
    void optional(std::string_view key, std::optional<T>& value) {
        value.reset();
        if (const Json* found = take(key)) read(*found, value.emplace(), key);
    }
    // To be called last: a member that nobody took is a mistake.
    void finish();

private:
    const JsonObject* object_ = nullptr;
    std::size_t next_ = 0;  // where the next member is expected: writers keep an order
    std::size_t taken_ = 0;
    std::string& wrong_;

    [[nodiscard]] const Json* take(std::string_view key);
    void missing(std::string_view key);
    void mistyped(std::string_view key, std::string_view expected);

    void read(const Json& json, Json& value, std::string_view key);
    void read(const Json& json, JsonObject& value, std::string_view key);
    void read(const Json& json, std::string& value, std::string_view key);
    void read(const Json& json, bool& value, std::string_view key);
    void read(const Json& json, std::int64_t& value, std::string_view key);
    void read(const Json& json, int& value, std::string_view key);
    void read(const Json& json, Id& value, std::string_view key);
    void read(const Json& json, Duration& value, std::string_view key);
    void read(const Json& json, Instant& value, std::string_view key);
    void read(const Json& json, Digest& value, std::string_view key);
    void read(const Json& json, std::pair<Instant, Id>& value, std::string_view key);

    template <class T>
    void read(const Json& json, std::vector<T>& values, std::string_view key) {
        values.clear();
        if (!json.is_array()) return mistyped(key, "a list");
        values.reserve(json.array().size());
        for (const Json& item : json.array()) read(item, values.emplace_back(), key);
    }
    template <class T, class Less>
    void read(const Json& json, std::set<T, Less>& values, std::string_view key) {
        values.clear();
        if (!json.is_array()) return mistyped(key, "a list");
        for (const Json& item : json.array()) {
            T value{};
            read(item, value, key);
            values.insert(values.end(), std::move(value));
        }
    }
    template <class T>
    void read(const Json& json, std::map<std::string, T, std::less<>>& values, std::string_view key) {
        values.clear();
        if (!json.is_object()) return mistyped(key, "an object");
        for (const auto& [name, item] : json.object())
            read(item, values.emplace_hint(values.end(), name, T{})->second, key);
    }
    template <class T>
    void read(const Json& json, T& value, std::string_view key) {
        if constexpr (std::is_enum_v<T>) {
            if (!json.is_string() || !parse_word(json.string(), value)) mistyped(key, "one of its words");
        } else {
            Reader inner(json, wrong_);
            members(inner, value);
            inner.finish();
        }
    }
};

}  // namespace reeve::records

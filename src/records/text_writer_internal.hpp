#pragma once
// What Writer (writer_internal.hpp) makes, written as text at once: a record is put into words for each act.

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
#include "base/json_text.hpp"
#include "base/sha256.hpp"

namespace reeve::records {

class TextWriter {
public:
    template <class T>
    using Ref = const T&;

    explicit TextWriter(std::string& onto) : onto_(onto) {}

    template <class T>
    void member(std::string_view key, const T& value) {
        onto_ += before_;
        onto_ += '"';
        onto_ += key;
        onto_ += "\":";
        before_ = ',';
        write(value);
    }
    template <class T>
    void optional(std::string_view key, const T& value, const std::type_identity_t<T>& otherwise = {}) {
        if (!(value == otherwise)) member(key, value);
    }
    template <class T>
    void optional(std::string_view key, const std::optional<T>& value) {
        if (value) member(key, *value);
    }
    void flag(std::string_view key) { member(key, true); }
    void finish() { onto_ += before_ == '{' ? "{}" : "}"; }

private:
    std::string& onto_;
    char before_ = '{';

    void write(const Json& value) { write_json(value, onto_); }
    void write(const JsonObject& value) { named(value); }
    void write(const std::string& value) { write_json_string(value, onto_); }
    void write(bool value) { onto_ += value ? "true" : "false"; }
    void write(std::int64_t value) { write_json_integer(value, onto_); }
    void write(int value) { write_json_integer(value, onto_); }
    void write(Duration value) { write_json_integer(value.micros, onto_); }
    void write(Instant value) { write_json_integer(value.micros, onto_); }
    void write(Id value) { plain(value.empty() ? std::string() : value.text()); }
    void write(const Digest& value) { plain(hex(value)); }
    void write(const std::pair<Instant, Id>& value) {
        onto_ += '[';
        write(value.first);
        onto_ += ',';
        write(value.second);
        onto_ += ']';
    }
    template <class T>
    void write(const std::vector<T>& values) {
        list(values);
    }
    template <class T, class Less>
    void write(const std::set<T, Less>& values) {
        list(values);
    }
    template <class T>
    void write(const std::map<std::string, T, std::less<>>& values) {
        named(values);
    }
    template <class T>
    void write(const T& value) {
        if constexpr (std::is_enum_v<T>) {
            plain(word(value));
        } else {
            TextWriter inner(onto_);
            members(inner, value);
            inner.finish();
        }
    }
    // Nothing in it needs an escape.
    void plain(std::string_view text) {
        onto_ += '"';
        onto_ += text;
        onto_ += '"';
    }
    template <class Values>
    void list(const Values& values) {
        char before = '[';
        for (const auto& value : values) {
            onto_ += before;
            write(value);
            before = ',';
        }
        onto_ += before == '[' ? "[]" : "]";
    }
    template <class Named>
    void named(const Named& values) {
        char before = '{';
        for (const auto& [key, value] : values) {
            onto_ += before;
            write_json_string(key, onto_);
            onto_ += ':';
            write(value);
            before = ',';
        }
        onto_ += before == '{' ? "{}" : "}";
    }
};

}  // namespace reeve::records

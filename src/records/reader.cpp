#include <fmt/format.h>

#include <limits>

#include "records/reader_internal.hpp"

namespace reeve::records {

Reader::Reader(const Json& json, std::string& wrong) : wrong_(wrong) {
    if (json.is_object())
        object_ = &json.object();
    else if (wrong_.empty())
        wrong_ = fmt::format("an object is expected, not a {}", json.kind());
}

const Json* Reader::take(std::string_view key) {
    if (object_ == nullptr) return nullptr;
    const std::size_t size = object_->size();
    const auto members = object_->begin();
    for (std::size_t tried = 0, at = next_; tried < size; ++tried, ++at) {
        if (at >= size) at = 0;
        const auto& [name, value] = members[static_cast<std::ptrdiff_t>(at)];
        if (name != key) continue;
        next_ = at + 1;
        ++taken_;
        return &value;
    }
    return nullptr;
}

void Reader::missing(std::string_view key) {
    if (wrong_.empty()) wrong_ = fmt::format("the member '{}' is missing", key);
}

void Reader::mistyped(std::string_view key, std::string_view expected) {
    if (wrong_.empty()) wrong_ = fmt::format("the member '{}' should be {}", key, expected);
}

void Reader::finish() {
    if (object_ == nullptr || taken_ == object_->size()) return;
    if (wrong_.empty()) wrong_ = fmt::format("{} members too many", object_->size() - taken_);
}

void Reader::read(const Json& json, Json& value, std::string_view) {
    value = json;
}

void Reader::read(const Json& json, JsonObject& value, std::string_view key) {
    if (!json.is_object()) return mistyped(key, "an object");
    value = json.object();
}

void Reader::read(const Json& json, std::string& value, std::string_view key) {
    if (!json.is_string()) return mistyped(key, "a text");
    value = json.string();
}

void Reader::read(const Json& json, bool& value, std::string_view key) {
    if (!json.is_bool()) return mistyped(key, "true or false");
    value = json.boolean();
}

void Reader::read(const Json& json, std::int64_t& value, std::string_view key) {
    if (!json.is_integer()) return mistyped(key, "an integer");
    value = json.integer();
}

void Reader::read(const Json& json, int& value, std::string_view key) {
    std::int64_t wide = 0;
    read(json, wide, key);
    if (wide < std::numeric_limits<int>::min() || wide > std::numeric_limits<int>::max())
        return mistyped(key, "a small integer");
    value = static_cast<int>(wide);
}

void Reader::read(const Json& json, Id& value, std::string_view key) {
    value = Id{};
    if (!json.is_string()) return mistyped(key, "an id");
    if (json.string().empty()) return;
    if (const auto id = Id::parse(json.string()))
        value = *id;
    else
        mistyped(key, "an id");
}

void Reader::read(const Json& json, Duration& value, std::string_view key) {
    read(json, value.micros, key);
}

void Reader::read(const Json& json, Instant& value, std::string_view key) {
    read(json, value.micros, key);
}

void Reader::read(const Json& json, Digest& value, std::string_view key) {
    std::string bytes;
    if (!json.is_string() || !unhex(json.string(), bytes) || bytes.size() != value.size())
        return mistyped(key, "64 hexadecimal digits");
    std::copy(bytes.begin(), bytes.end(), value.begin());
}

void Reader::read(const Json& json, std::pair<Instant, Id>& value, std::string_view key) {
    if (!json.is_array() || json.array().size() != 2) return mistyped(key, "an instant and an id");
    read(json.array()[0], value.first, key);
    read(json.array()[1], value.second, key);
}

}  // namespace reeve::records

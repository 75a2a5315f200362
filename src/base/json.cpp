#include "base/json.hpp"

#include <algorithm>

namespace reeve {

JsonObject::JsonObject() noexcept = default;
JsonObject::JsonObject(const JsonObject&) = default;
JsonObject::JsonObject(JsonObject&&) noexcept = default;
JsonObject& JsonObject::operator=(const JsonObject&) = default;
JsonObject& JsonObject::operator=(JsonObject&&) noexcept = default;
JsonObject::~JsonObject() = default;

JsonObject::JsonObject(std::initializer_list<Member> members) {
    members_.reserve(members.size());
    for (const Member& member : members) {
        if (Json* found = find(member.first))
            *found = member.second;
        else
            members_.push_back(member);
    }
}

const Json* JsonObject::find(std::string_view key) const {
    for (const Member& member : members_)
        if (member.first == key) return &member.second;
    return nullptr;
}

Json* JsonObject::find(std::string_view key) {
    for (Member& member : members_)
        if (member.first == key) return &member.second;
    return nullptr;
}

Json& JsonObject::set(std::string key, Json value) {
    if (Json* found = find(key)) return *found = std::move(value);
    return append(std::move(key), std::move(value));
}

Json& JsonObject::append(std::string key, Json value) {
    // Most objects that are built member by member have several: each growth moves all of them.
    constexpr std::size_t first = 8;
    if (members_.size() == members_.capacity()) members_.reserve(std::max(first, 2 * members_.size()));
    return members_.emplace_back(std::move(key), std::move(value)).second;
}

void JsonObject::reserve(std::size_t count) {
    members_.reserve(count);
}

bool JsonObject::erase(std::string_view key) {
    const auto at = std::find_if(members_.begin(), members_.end(),
                                 [&](const Member& member) { return member.first == key; });
    if (at == members_.end()) return false;
    members_.erase(at);
    return true;
}

std::size_t JsonObject::size() const {
    return members_.size();
}
bool JsonObject::empty() const {
    return members_.empty();
}
std::vector<JsonObject::Member>::const_iterator JsonObject::begin() const {
    return members_.begin();
}
std::vector<JsonObject::Member>::const_iterator JsonObject::end() const {
    return members_.end();
}
std::vector<JsonObject::Member>::iterator JsonObject::begin() {
    return members_.begin();
}
std::vector<JsonObject::Member>::iterator JsonObject::end() {
    return members_.end();
}
bool JsonObject::operator==(const JsonObject& other) const {
    return members_ == other.members_;
}

std::string_view Json::kind() const {
    static constexpr std::string_view kinds[] = {"null",   "boolean", "number", "number",
                                                 "string", "array",   "object"};
    return kinds[value_.index()];
}

double Json::real() const {
    if (is_integer()) return static_cast<double>(integer());
    return std::get<double>(value_);
}

const Json* Json::find(std::string_view key) const {
    return is_object() ? object().find(key) : nullptr;
}

std::string_view Json::string_or_empty(std::string_view key) const {
    const Json* found = find(key);
    return found && found->is_string() ? std::string_view(found->string()) : std::string_view();
}

std::int64_t Json::integer_or(std::string_view key, std::int64_t otherwise) const {
    const Json* found = find(key);
    return found && found->is_integer() ? found->integer() : otherwise;
}

}  // namespace reeve

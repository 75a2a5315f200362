#include "import/cast.hpp"

#include <algorithm>

#include "base/id.hpp"
#include "base/sha256.hpp"
#include "base/text.hpp"

namespace reeve::import {
namespace {

constexpr std::size_t handle_max = 63;
constexpr std::size_t mark_size = 8;
constexpr std::size_t display_max = 200;  // bytes
constexpr std::size_t remembered_max = 100'000;

std::string display_of(std::string_view name) {
    std::string_view cut = name.substr(0, display_max);
    while (cut.size() < name.size() && !cut.empty() && !valid_utf8(cut)) cut.remove_suffix(1);
    return std::string(cut);
}

}  // namespace

std::string handle_of(std::string_view prefix, std::string_view name) {
    std::string handle(prefix);
    bool lost = false;
    for (const char c : lower_ascii(trim(name))) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
        if (letter)
            handle += c;
        else if (!handle.empty() && handle.back() != '_')
            handle += '_';
        lost = lost || !(letter || c == ' ' || c == '_');
    }
    while (handle.ends_with('_')) handle.pop_back();
    if (!lost && !handle.empty() && handle.size() <= handle_max && !Id::parse(handle)) return handle;
    handle.resize(std::min(handle.size(), handle_max - mark_size - 1));
    return handle + "_" + hex(sha256(lower_ascii(trim(name)))).substr(0, mark_size);
}

bool Cast::is_new(char sort, std::string_view handle, std::string_view role) {
    if (named_.size() == remembered_max) named_.clear();
    std::string entry(1, sort);
    entry += handle;
    entry += ' ';
    entry += role;
    return named_.insert(std::move(entry)).second;
}

std::string Cast::person(std::string_view prefix, std::string_view name, std::string_view role,
                         Batch& batch) {
    if (name.empty()) return {};
    std::string handle = handle_of(prefix, name);
    if (is_new('p', handle, role)) batch.name_person(handle, display_of(name), organisation_, role);
    return handle;
}

std::string Cast::team(std::string_view prefix, std::string_view name, Batch& batch) {
    if (name.empty()) return {};
    std::string handle = handle_of(prefix, name);
    if (is_new('t', handle, "")) batch.what.teams.push_back({handle, display_of(name), organisation_});
    return handle;
}

std::string Cast::organisation(std::string_view name, std::string_view kind, Batch& batch) {
    if (name.empty()) return {};
    std::string handle = handle_of("", name);
    if (is_new('o', handle, ""))
        batch.what.organisations.push_back({handle, display_of(name), std::string(kind), {}});
    return handle;
}

}  // namespace reeve::import
